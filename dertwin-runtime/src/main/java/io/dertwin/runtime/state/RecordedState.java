package io.dertwin.runtime.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A state as a JSON tree. Doubles survive bit by bit: Java prints the shortest decimal that reads back the same. */
public final class RecordedState {

    private RecordedState() {}

    /** Writes what it is given into {@code target}. */
    public static State recording(ObjectNode target) {
        return new Recording(target);
    }

    /**
     * Gives back what {@code source} holds.
     *
     * @throws IllegalArgumentException from its methods, if the source lacks a value
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
            return value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
        }

        @Override
        public long integer(String name, long current) {
            return require(name).longValue();
        }

        @Override
        public boolean flag(String name, boolean current) {
            return require(name).booleanValue();
        }

        @Override
        public String text(String name, String current) {
            return require(name).textValue();
        }

        @Override
        public double[] numbers(String name, double[] current) {
            JsonNode array = require(name);
            double[] values = array.size() == current.length ? current : new double[array.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = array.get(i).doubleValue();
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
