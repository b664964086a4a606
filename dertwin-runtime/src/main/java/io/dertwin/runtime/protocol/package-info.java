/**
 * What a protocol is to a site: it reads its part of the site file and opens its listeners. A new protocol is one package
 * beside {@code modbus} and a line in {@code site.Protocols}.
 */
package io.dertwin.runtime.protocol;
