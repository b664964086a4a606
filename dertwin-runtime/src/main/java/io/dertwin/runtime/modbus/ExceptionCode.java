package io.dertwin.runtime.modbus;

/** Codes of exception replies, as the Modbus Application Protocol numbers them. */
final class ExceptionCode {

    static final int NONE = 0;
    static final int ILLEGAL_FUNCTION = 0x01;
    static final int ILLEGAL_DATA_ADDRESS = 0x02;
    static final int ILLEGAL_DATA_VALUE = 0x03;
    static final int SERVER_DEVICE_FAILURE = 0x04;
    static final int SERVER_DEVICE_BUSY = 0x06;
    static final int GATEWAY_TARGET_FAILED_TO_RESPOND = 0x0B;

    private ExceptionCode() {}
}
