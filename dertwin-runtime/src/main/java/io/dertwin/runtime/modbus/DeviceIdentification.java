package io.dertwin.runtime.modbus;

import java.nio.charset.StandardCharsets;

/**
 * What a device says of itself when it is asked by function 43/14.
 *
 * <pre>{@code
 * new DeviceIdentification("DER Twin", "bess", "0.1.0", "bess-1")
 * }</pre>
 *
 * @param vendorName object 0
 * @param productCode object 1
 * @param revision object 2
 * @param productName object 4
 */
public record DeviceIdentification(String vendorName, String productCode, String revision, String productName) {

    /** The objects in order of their ids; ids without an object are empty. */
    byte[][] objects() {
        return new byte[][] {bytes(vendorName), bytes(productCode), bytes(revision), {}, bytes(productName)};
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
