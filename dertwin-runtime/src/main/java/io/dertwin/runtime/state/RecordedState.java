package io.dertwin.runtime.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A state as a JSON tree. Doubles survive bit by bit: Java prints the shortest decimal that reads back the same. */
public final class RecordedState {

    /** JSON has no numbers for these. */
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    private RecordedState() {}

    /** Writes what it is given into {@code target}. */
    public static State recording(ObjectNode target) {
        return new Recording(target);
    }

    /**
     * Gives back what {@code source} holds.
     *
     * @throws IllegalArgumentException from its methods, if the source lacks a value, or has one of another type
     */
    public static State restoring(JsonNode source) {
        return new Restoring(source, "");
    }

    private record Recording(ObjectNode target) implements State {

        @Override
        public double number(String name, double current) {
            if (!Double.isFinite(current)) {
                target.put(name, String.valueOf(current));
            } else {
                target.put(name, current);
            }
            return current;
        }

        @Override
        public long integer(String name, long current) {
            target.put(name, current);
            return current;
        }

        @Override
        public boolean flag(String name, boolean current) {
            target.put(name, current);
            return current;
        }

        @Override
        public String text(String name, String current) {
            target.put(name, current);
            return current;
        }

        @Override
        public double[] numbers(String name, double[] current) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(current.length);
            for (double value : current) {
                array.add(value);
            }
            target.set(name, array);
            return current;
        }

        @Override
        public double[] numbersOfAnyCount(String name, double[] current) {
            return numbers(name, current);
        }

        @Override
        public void require(String name, boolean possible, String demand) {
            // what is there is possible
        }

        @Override
        public State section(String name) {
            return new Recording(target.putObject(name));
        }

        @Override
        public boolean isRecording() {
            return true;
        }
    }

    private record Restoring(JsonNode source, String path) implements State {

        @Override
        public double number(String name, double current) {
            JsonNode value = require(name);
            require(name, isNumber(value), "a number");
            return number(value);
        }

        @Override
        public long integer(String name, long current) {
            JsonNode value = require(name);
            require(name, value.isIntegralNumber() && value.canConvertToLong(), "a whole number of at most 64 bits");
            return value.longValue();
        }

        @Override
        public boolean flag(String name, boolean current) {
            JsonNode value = require(name);
            require(name, value.isBoolean(), "true or false");
            return value.booleanValue();
        }

        @Override
        public String text(String name, String current) {
            JsonNode value = require(name);
            require(name, value.isTextual(), "a text");
            return value.textValue();
        }

        @Override
        public double[] numbers(String name, double[] current) {
            double[] recorded = numbersOfAnyCount(name, current);
            require(name, recorded.length == current.length, "an array of " + current.length + " numbers");
            System.arraycopy(recorded, 0, current, 0, current.length);
            return current;
        }

        @Override
        public double[] numbersOfAnyCount(String name, double[] current) {
            JsonNode array = require(name);
            require(name, array.isArray(), "an array of numbers");
            double[] values = new double[array.size()];
            for (int i = 0; i < values.length; i++) {
                JsonNode value = array.get(i);
                require(name, isNumber(value), "an array of numbers");
                values[i] = number(value);
            }
            return values;
        }

        @Override
        public State section(String name) {
            return new Restoring(require(name), path + name + ".");
        }

        @Override
        public boolean isRecording() {
            return false;
        }

        @Override
        public void require(String name, boolean possible, String demand) {
            if (!possible) {
                throw new IllegalArgumentException("its '" + path + name + "' must be " + demand);
            }
        }

        private static boolean isNumber(JsonNode value) {
            return value.isNumber() || value.isTextual() && NOT_FINITE.contains(value.textValue());
        }

        private static double number(JsonNode value) {
            return value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
        }

        private JsonNode require(String name) {
            JsonNode value = source.get(name);
            if (value == null) {
                throw new IllegalArgumentException(
                        "the snapshot has no '" + path + name + "': it was not taken from a site like this one");
            }
            return value;
        }
    }
}
