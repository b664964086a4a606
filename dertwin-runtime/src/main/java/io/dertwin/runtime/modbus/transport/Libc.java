package io.dertwin.runtime.modbus.transport;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * The functions of the C library that make pseudo-terminals. Sizes are those of 64-bit systems. {@code open} is called with
 * its two fixed arguments, which is why pseudo-terminals come from {@code /dev/ptmx} rather than {@code posix_openpt}: only
 * there can they be had without blocking.
 */
final class Libc {

    static final int READ_WRITE = 2;
    static final int NO_CONTROLLING_TERMINAL = Platform.isMac() ? 0x20000 : 0x100;
    static final int NON_BLOCKING = Platform.isMac() ? 0x4 : 0x800;
    static final int CLOSE_ON_EXEC = Platform.isMac() ? 0x1000000 : 0x80000;

    static final short POLL_IN = 1;
    static final short POLL_OUT = 4;

    static final int TCSANOW = 0;
    static final int INPUT_QUEUE = Platform.isMac() ? 1 : 0;

    static final int EINTR = 4;
    static final int EAGAIN = Platform.isMac() ? 35 : 11;

    static {
        Native.register(Libc.class, Platform.C_LIBRARY_NAME);
    }

    private Libc() {}

    static native int open(String path, int flags);

    static native int close(int descriptor);

    static native int grantpt(int master);

    static native int unlockpt(int master);

    static native int ptsname_r(int master, byte[] name, long size);

    static native int tcgetattr(int terminal, Pointer termios);

    static native void cfmakeraw(Pointer termios);

    static native int tcsetattr(int terminal, int when, Pointer termios);

    static native int tcflush(int terminal, int queue);

    static native int poll(Pointer descriptors, long count, int timeoutMillis);

    static native long read(int descriptor, Pointer into, long count);

    static native long write(int descriptor, Pointer from, long count);

    static native Pointer strerror(int error);

    /** What the last call that failed on this thread has failed for. */
    static String lastError() {
        return strerror(Native.getLastError()).getString(0);
    }
}
