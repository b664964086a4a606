package io.dertwin.runtime.acceptance;

import io.dertwin.runtime.registers.Table;

/** Somebody else's Modbus master. */
interface Master extends AutoCloseable {

    /** Reads words, or bits as 0 and 1. */
    int[] read(Table table, int unitId, int address, int count) throws Exception;

    /** Writes words to holding registers: one by function 06, more by 16. */
    void write(int unitId, int address, int[] words) throws Exception;

    @Override
    void close();
}
