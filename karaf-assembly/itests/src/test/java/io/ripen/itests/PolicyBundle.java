package io.ripen.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs {@link HoldsAMoment} as its author would have it packed by bnd. */
final class PolicyBundle {
    private static final String NAME = "com.example.holds-a-moment";
    private static final String DESCRIPTOR = "OSGI-INF/holds-a-moment.xml";

    private PolicyBundle() {}

    static Path in(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", NAME);
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Import-Package", "io.ripen.policy,io.ripen.transaction,io.ripen.crm");
        headers.putValue("Service-Component", DESCRIPTOR);
        String type = HoldsAMoment.class.getName();
        String file = type.replace('.', '/') + ".class";
        Path jar = folder.resolve(NAME + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = HoldsAMoment.class.getResourceAsStream("/" + file)) {
            if (code == null) {
                throw new IOException(file + " is not on the class path.");
            }
            out.putNextEntry(new JarEntry(file));
            code.transferTo(out);
            out.putNextEntry(new JarEntry(DESCRIPTOR));
            out.write("""
                    <component xmlns="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                      <property name="ripen.policy.type" value="holds-a-moment"/>
                      <service><provide interface="io.ripen.policy.Policy"/></service>
                      <implementation class="%1$s"/>
                    </component>
                    """.formatted(type).getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
