package io.ripen.timezones;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamConstants;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rules that the JDK brings, read from its file {@code lib/tzdb.dat}. The JDK's own reader is not public, and with
 * another provider in its place it is not there at all. Each zone's rules lie in the file as {@link ZoneRules} serializes
 * itself, which is part of its documented form; so they are read as a serialized object. Thread-safe.
 */
final class JdkRules {
    /** {@code serialVersionUID} of the documented serialized form {@code java.time.zone.Ser}. */
    private static final long SERIALIZED_FORM = -8885321777449118786L;

    private final String version;
    private final Map<String, byte[]> regions;

    private JdkRules(String version, Map<String, byte[]> regions) {
        this.version = version;
        this.regions = Map.copyOf(regions);
    }

    /** Reads the file of the running JDK. */
    static JdkRules ofThisJdk() throws IOException {
        Path file = Path.of(System.getProperty("java.home"), "lib", "tzdb.dat");
        return read(Files.readAllBytes(file));
    }

    static JdkRules read(byte[] file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        if (in.readByte() != 1 || !in.readUTF().equals("TZDB")) {
            throw new StreamCorruptedException("This is not a file of time-zone rules.");
        }
        String version = "";
        int versions = in.readUnsignedShort();
        for (int i = 0; i < versions; i++) {
            version = in.readUTF();
        }
        String[] names = new String[in.readUnsignedShort()];
        for (int i = 0; i < names.length; i++) {
            names[i] = in.readUTF();
        }
        byte[][] rules = new byte[in.readUnsignedShort()][];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new byte[in.readUnsignedShort()];
            in.readFully(rules[i]);
        }
        Map<String, byte[]> regions = new HashMap<>();
        for (int i = 0; i < versions; i++) {
            int count = in.readUnsignedShort();
            for (int j = 0; j < count; j++) {
                regions.put(names[in.readUnsignedShort()], rules[in.readUnsignedShort()]);
            }
        }
        return new JdkRules(version, regions);
    }

    /** Such as {@code 2025a}. */
    String version() {
        return version;
    }

    Set<String> ids() {
        return regions.keySet();
    }

    /** @throws ZoneRulesException when there is no such zone, or its rules cannot be read */
    ZoneRules rules(String id) {
        byte[] written = regions.get(id);
        if (written == null) {
            throw new ZoneRulesException("The JDK knows no time zone '" + id + "'.");
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(asObject(written)))) {
            return (ZoneRules) in.readObject();
        } catch (IOException | ClassNotFoundException | ClassCastException e) {
            throw new ZoneRulesException("The JDK's rules of the time zone '" + id + "' cannot be read.", e);
        }
    }

    /** An object stream with one object, whose external form is {@code written}. */
    private static byte[] asObject(byte[] written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(written.length + 64);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
        out.writeShort(ObjectStreamConstants.STREAM_VERSION);
        out.writeByte(ObjectStreamConstants.TC_OBJECT);
        out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
        out.writeUTF("java.time.zone.Ser");
        out.writeLong(SERIALIZED_FORM);
        out.writeByte(ObjectStreamConstants.SC_EXTERNALIZABLE | ObjectStreamConstants.SC_BLOCK_DATA);
        out.writeShort(0);
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.writeByte(ObjectStreamConstants.TC_NULL);
        out.writeByte(ObjectStreamConstants.TC_BLOCKDATALONG);
        out.writeInt(written.length);
        out.write(written);
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        return bytes.toByteArray();
    }
}
