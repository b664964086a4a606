/** How fast Modbus is answered, beside a server that only sends back what it gets. */
package io.dertwin.bench.modbus;
