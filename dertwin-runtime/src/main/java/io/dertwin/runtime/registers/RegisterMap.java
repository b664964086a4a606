package io.dertwin.runtime.registers;

import java.util.List;

/**
 * A device's registers as a file describes them.
 *
 * @param file where it was read from
 * @param deviceType what the file says it is for; may be empty
 * @param description free text; may be empty
 * @param registers in the order of the file
 */
public record RegisterMap(String file, String deviceType, String description, List<Register> registers) {}
