package io.ripen.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A page of the documentation, as the fenced blocks in it. */
record Page(List<Block> blocks) {

    /**
     * One fenced block.
     *
     * @param language what stands behind the fence, such as {@code sh}
     * @param attributes what stands behind that, such as {@code terminal=1}; mostly empty
     * @param heading the heading above it
     * @param text the lines between the fences
     */
    record Block(String language, String attributes, String heading, String text) {}

    static Page of(String path) {
        List<Block> blocks = read(path);
        if (blocks.isEmpty()) {
            throw new IllegalStateException("There is nothing to run in " + path);
        }
        return new Page(blocks);
    }

    /** All fenced blocks of a page; it may have none. */
    static List<Block> read(String path) {
        List<Block> blocks = new ArrayList<>();
        String heading = "";
        String fence = null;
        StringBuilder text = new StringBuilder();
        try {
            for (String line : Files.readAllLines(Path.of(Artifacts.ROOT.toString(), path))) {
                if (fence == null && line.startsWith("```")) {
                    fence = line.substring(3).strip();
                    text.setLength(0);
                } else if (fence != null && line.equals("```")) {
                    String[] words = fence.split(" ", 2);
                    blocks.add(new Block(words[0], words.length > 1 ? words[1] : "", heading, text.toString()));
                    fence = null;
                } else if (fence != null) {
                    text.append(line).append('\n');
                } else if (line.startsWith("## ")) {
                    heading = line.substring(3);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return blocks;
    }

    /** All commands that a reader types into the terminal, in order. */
    List<String> commands() {
        return blocks.stream()
                .filter(block ->
                        block.language().equals("sh") && block.attributes().isEmpty())
                .map(Block::text)
                .toList();
    }

    /** The commands below a heading that a reader types into the terminal, in order. */
    List<String> commands(String heading) {
        List<String> commands = blocks.stream()
                .filter(block -> block.language().equals("sh")
                        && block.attributes().isEmpty()
                        && block.heading().equals(heading))
                .map(Block::text)
                .toList();
        if (commands.isEmpty()) {
            throw new IllegalStateException("No command below the heading '" + heading + "'; was it renamed?");
        }
        return commands;
    }
}
