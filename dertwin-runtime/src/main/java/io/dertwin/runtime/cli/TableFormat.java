package io.dertwin.runtime.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ways to print rows; named as the user writes them. */
enum TableFormat {
    table(TableFormat::aligned),
    csv(TableFormat::commaSeparated),
    markdown(TableFormat::piped),
    json(TableFormat::objects);

    private final BiFunction<List<String>, List<List<String>>, String> renderer;

    TableFormat(BiFunction<List<String>, List<List<String>>, String> renderer) {
        this.renderer = renderer;
    }

    String render(List<String> header, List<List<String>> rows) {
        return renderer.apply(header, rows);
    }

    private static String aligned(List<String> header, List<List<String>> rows) {
        int[] widths = IntStream.range(0, header.size())
                .map(column -> Math.max(
                        header.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        StringBuilder text = new StringBuilder(line(header, widths));
        text.append(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")))
                .append('\n');
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                        .mapToObj(i -> cells.get(i)
                                + " ".repeat(widths[i] - cells.get(i).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + "\n";
    }

    private static String commaSeparated(List<String> header, List<List<String>> rows) {
        StringBuilder text = new StringBuilder(csvLine(header));
        rows.forEach(row -> text.append(csvLine(row)));
        return text.toString();
    }

    private static String csvLine(List<String> cells) {
        return cells.stream().map(TableFormat::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\r\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private static String piped(List<String> header, List<List<String>> rows) {
        StringBuilder text = new StringBuilder(pipedLine(header));
        text.append(pipedLine(header.stream().map(name -> "---").toList()));
        rows.forEach(row -> text.append(pipedLine(row)));
        return text.toString();
    }

    private static String pipedLine(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String objects(List<String> header, List<List<String>> rows) {
        ObjectMapper json = new ObjectMapper();
        ArrayNode array = json.createArrayNode();
        for (List<String> row : rows) {
            ObjectNode object = array.addObject();
            for (int i = 0; i < header.size(); i++) {
                object.put(header.get(i).replace(' ', '_'), row.get(i));
            }
        }
        return array.toPrettyString() + "\n";
    }
}
