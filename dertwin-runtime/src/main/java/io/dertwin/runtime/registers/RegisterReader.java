package io.dertwin.runtime.registers;

import io.dertwin.runtime.device.DeviceType;
import io.dertwin.runtime.registers.Encoding.Type;
import io.dertwin.runtime.settings.Node;
import io.dertwin.runtime.settings.Settings;
import java.util.List;
import java.util.Optional;

/** Reads one register of a map: where it stands. What its words say and what is behind them, others read. */
final class RegisterReader {

    private static final int LAST_ADDRESS = 65_535;

    /** All that a register may say, also where one problem keeps the rest from being judged. */
    private static final List<String> KEYS = List.of(
            "name",
            "internal_name",
            "value",
            "address",
            "func",
            "direction",
            "type",
            "count",
            "scale",
            "endian",
            "byte_order",
            "overflow",
            "unit",
            "options",
            "description");

    private final SourceReader sources;

    /**
     * @param device the devices that the map is for; none, if it does not matter what they have to show in it
     */
    RegisterReader(Optional<DeviceType> device) {
        this.sources = new SourceReader(device);
    }

    /** The register; none if it is not clear where it stands. */
    Optional<Register> read(Settings settings) {
        KEYS.forEach(settings::has);
        Optional<Function> function = function(settings);
        Optional<Type> type = EncodingReader.type(settings, function);
        int address = (int)
                settings.number("address").whole().between(0, LAST_ADDRESS).required(-1);
        if (function.isEmpty() || type.isEmpty()) {
            settings.requiredText("name", "");
            return Optional.empty();
        }
        int count = EncodingReader.count(settings, type.get(), function.get().table());
        if (address + count - 1 > LAST_ADDRESS) {
            settings.reject("address", "ends at " + (address + count - 1) + ", past " + LAST_ADDRESS);
        }
        Register register = register(settings, function.get(), type.get(), address, count);
        return address < 0 || register.end() > LAST_ADDRESS + 1 ? Optional.empty() : Optional.of(register);
    }

    private Register register(Settings settings, Function function, Type type, int address, int count) {
        Optional<String> internalName = sources.internalName(settings, function.direction(), type);
        Encoding encoding = EncodingReader.encoding(
                settings, type, function.table(), sources.overflow(internalName, function.direction()));
        return new Register(
                settings.requiredText("name", ""),
                internalName,
                function.table(),
                function.direction(),
                address,
                count,
                encoding,
                sources.constant(settings, encoding, function.table(), count),
                settings.text("unit").orElse(""),
                OptionsReader.options(settings, type, function.table(), count),
                settings.text("description").orElse(""),
                settings.line());
    }

    private static Optional<Function> function(Settings settings) {
        Optional<Node> code = settings.value("func");
        if (code.isEmpty()) {
            settings.reject("func", "is missing: it must be " + Function.choice());
            return Optional.empty();
        }
        Optional<Function> function = code(code.get()).flatMap(Function::of);
        if (function.isEmpty()) {
            settings.reject(
                    "func",
                    "must be " + Function.choice() + ", but is " + code.get().kind());
        } else {
            rejectOtherDirection(settings, function.get());
        }
        return function;
    }

    /** JSON knows no hexadecimal numbers, so that maps in JSON write "0x04". */
    private static Optional<Long> code(Node node) {
        Object value = node instanceof Node.Scalar scalar ? scalar.value() : null;
        if (value instanceof String text && text.matches("0[xX][0-9a-fA-F]{1,2}")) {
            return Optional.of(Long.decode(text));
        }
        return value instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    private static void rejectOtherDirection(Settings settings, Function function) {
        String direction = function.direction().text();
        if (!settings.choice("direction", direction, List.of("read", "write")).equals(direction)) {
            settings.reject("direction", "must be " + direction + ", as function " + function.text() + " does");
        }
    }
}
