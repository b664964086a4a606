package io.dertwin.runtime.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dertwin.runtime.registers.Encoding;
import io.dertwin.runtime.registers.Register;
import io.dertwin.runtime.registers.Table;
import io.dertwin.runtime.site.RegisterTable;
import java.util.Locale;

/** Registers and what they hold as JSON. */
final class RegisterJson {

    private RegisterJson() {}

    static ObjectNode describe(RegisterTable table) {
        ObjectNode description = Json.object();
        EndpointJson.describe(table.bound().endpoint(), description);
        description
                .put("binding", table.bound().binding())
                .put("register_map", table.bound().map().file());
        ArrayNode registers = description.putArray("registers");
        table.rows().forEach(row -> registers.add(describe(row)));
        return description;
    }

    private static ObjectNode describe(RegisterTable.Row row) {
        Register register = row.register();
        ObjectNode description = Json.object()
                .put("table", register.table().name().toLowerCase(Locale.ROOT))
                .put("function", register.table().readFunction());
        if (row.isWritable()) {
            description.put("write_function", writeFunction(register));
        }
        description
                .put("writable", row.isWritable())
                .put("address", register.address())
                .put("count", register.count())
                .put("name", register.name());
        register.internalName().ifPresent(name -> description.put("internal_name", name));
        describe(register.encoding(), description);
        description.put("unit", register.unit()).put("description", register.description());
        ObjectNode options = description.putObject("options");
        register.options().forEach((raw, name) -> options.put(String.valueOf(raw), name));
        describeContent(row, description);
        return description;
    }

    /** The function code that writes all of the register. */
    private static int writeFunction(Register register) {
        boolean single = register.count() == 1;
        if (register.table() == Table.COIL) {
            return single ? 0x05 : 0x0F;
        }
        return single ? 0x06 : 0x10;
    }

    private static void describe(Encoding encoding, ObjectNode target) {
        target.put("type", encoding.type().text())
                .put("scale", encoding.scale())
                .put("word_order", encoding.wordOrder().name().toLowerCase(Locale.ROOT))
                .put("byte_order", encoding.byteOrder().name().toLowerCase(Locale.ROOT));
    }

    private static void describeContent(RegisterTable.Row row, ObjectNode target) {
        ArrayNode words = target.putArray("words");
        row.words().forEach(words::add);
        if (row.value().value() instanceof String text) {
            target.put("value", text);
        } else {
            Json.put(target, "value", row.value().number().orElse(Double.NaN));
        }
        row.value().option().ifPresent(option -> target.put("option", option));
    }
}
