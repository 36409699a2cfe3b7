package io.ripen.rest.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    Path folder;

    @Test
    void aMadeUpPasswordIsNotToldToAJournalButPutIntoAFileOfItsOwn() throws Exception {
        Path file = folder.resolve("admin.password");
        List<String> told = new ArrayList<>();

        Logins logins = LoginSetup.logins("", "", file, false, told::add);

        Path clear = folder.resolve("admin.first-password");
        String password = Files.readString(clear).strip();
        assertThat(told).singleElement().asString().contains(clear.toString()).doesNotContain(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(clear)))
                .isEqualTo("rw-------");
        assertThat(who(logins, basic("admin:" + password))).contains("admin");
    }

    @Test
    void aPasswordIsMadeUpOnceAndStaysOverARestart() throws IOException {
        Path file = folder.resolve("data/admin.password");
        List<String> shown = new ArrayList<>();
        String password = open(file, shown);

        assertThat(shown).hasSize(1);
        assertThat(password).hasSizeGreaterThanOrEqualTo(20);
        assertThat(Files.readString(file)).doesNotContain(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Logins again = LoginSetup.logins("", "", file, true, shown::add);
        assertThat(shown).hasSize(1);
        assertThat(who(again, basic("admin:" + password + "x"))).isEmpty();
        assertThat(who(again, basic("admin:" + password))).contains("admin");
        // The quick way, once somebody got in.
        assertThat(who(again, basic("admin:" + password))).contains("admin");
        assertThat(who(again, basic("admin:"))).isEmpty();
        assertThat(who(again, basic("Admin:" + password))).isEmpty();
    }

    @Test
    void anotherPasswordCountsAtOnceAndTheOldOneNoMore() throws IOException {
        Path file = folder.resolve("admin.password");
        List<String> shown = new ArrayList<>();
        String first = open(file, shown);
        Logins running = LoginSetup.logins("", "", file, true, shown::add);
        assertThat(who(running, basic("admin:" + first))).contains("admin");
        String proof = running.proof();

        NewAdminPassword.main(new String[] {file.toString()});

        String second = Files.readString(folder.resolve("admin.first-password")).strip();
        assertThat(second).isNotEqualTo(first);
        assertThat(who(running, basic("admin:" + first))).isEmpty();
        assertThat(who(running, basic("admin:" + second))).contains("admin");
        assertThat(running.proof()).as("ends the administrator's sessions").isNotEqualTo(proof);

        NewAdminPassword.main(new String[] {file.toString(), "terminal"});
        assertThat(folder.resolve("admin.first-password")).doesNotExist();
        assertThat(who(running, basic("admin:" + second))).isEmpty();
        LoginSetup.another(file, false, told -> {});
        second = Files.readString(folder.resolve("admin.first-password")).strip();
        assertThat(who(running, basic("admin:" + second))).contains("admin");

        Files.writeString(file, "damaged");
        assertThat(who(running, basic("admin:" + second))).contains("admin");
        Files.delete(file);
        assertThat(who(running, basic("admin:" + second))).contains("admin");
    }

    @Test
    void theProgramThatMakesUpAnotherNeedsNothingButThisJarAndThatOfTheApi() throws Exception {
        List<String> own = List.of(
                NewAdminPassword.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath(),
                Actor.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(":", own),
                        NewAdminPassword.class.getName(),
                        folder.resolve("admin.password").toString(),
                        "file")
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(said).isZero();
        String password =
                Files.readString(folder.resolve("admin.first-password")).strip();
        assertThat(said).doesNotContain(password);
        assertThat(who(
                        LoginSetup.logins("", "", folder.resolve("admin.password"), true, shown -> {}),
                        basic("admin:" + password)))
                .contains("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1:2:3", "0:AAAA:AAAA", "99999999999:AAAA:AAAA", "210000:!!:!!", "a:b:c:d"})
    void aDamagedFileLetsNobodyInAndSaysWhatToDo(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("admin.password"), content);

        assertThatThrownBy(() -> LoginSetup.logins("", "", file, true, shown -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Delete it");
    }

    @Test
    void aConfiguredPasswordNeedsNoFile() {
        Path file = folder.resolve("never");
        Logins logins = LoginSetup.logins("päss:word", "", file, true, shown -> {
            throw new AssertionError("Nothing is to be shown.");
        });

        assertThat(who(logins, basic("admin:päss:word"))).contains("admin");
        assertThat(who(logins, basic("admin:päss"))).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void tokensAreForPrograms() {
        Logins logins = LoginSetup.logins("p", "0123456789abcdef, fedcba9876543210 short", folder, true, shown -> {});

        assertThat(who(logins, "Bearer 0123456789abcdef")).isPresent();
        assertThat(who(logins, "bearer fedcba9876543210")).isPresent();
        assertThat(who(logins, "Bearer short")).isEmpty();
        assertThat(who(logins, "Bearer ")).isEmpty();
        assertThat(who(logins, "Bearer 0123456789abcdef,")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Basic YWRtaW4=", "Digest x", "Negotiate x", " ", "Basic  "})
    void whatIsNoLoginLetsNobodyIn(String header) {
        assertThat(who(LoginSetup.logins("p", "", folder, true, shown -> {}), header))
                .isEmpty();
    }

    @Test
    void guessingBecomesSlowAndRecovers() {
        FailureLimit limit = new FailureLimit(nanos::get);
        assertThat(checked(limit, "10.0.0.1", "admin", 1_000))
                .isEqualTo(FailureLimit.BURST + FailureLimit.SLOW_OF_ADDRESS);
        assertThat(limit.begin("10.0.0.2", "admin")).isTrue();
        assertThat(limit.begin("10.0.0.1", "token")).isTrue();

        nanos.addAndGet(1_000_000_000);
        assertThat(checked(limit, "10.0.0.1", "admin", 1_000)).isEqualTo(1 + FailureLimit.SLOW_OF_ADDRESS);
    }

    @Test
    void whoGuessesAtOneAccountUsesUpNothingOfAnotherAtTheSameAddress() {
        FailureLimit limit = new FailureLimit(nanos::get);
        checked(limit, "10.0.0.1", "login ann", 1_000);
        assertThat(checked(limit, "10.0.0.1", "login bea", FailureLimit.BURST)).isEqualTo(FailureLimit.BURST);
    }

    @Test
    void whoGuessesAtManyAccountsIsLimitedToo() {
        FailureLimit limit = new FailureLimit(nanos::get);
        int checked = 0;
        for (int account = 0; account < 1_000; account++) {
            checked += checked(limit, "10.0.0.1", "login " + account, 3);
        }
        assertThat(checked).isEqualTo(FailureLimit.ADDRESS_BURST + FailureLimit.SLOW_OF_ADDRESS);
        assertThat(checked(limit, "10.0.0.2", "login ann", 3))
                .as("from elsewhere")
                .isEqualTo(3);
    }

    @Test
    void guessesOfManyAddressesAreLimitedTogether() {
        FailureLimit limit = new FailureLimit(nanos::get);
        int checked = 0;
        for (int address = 0; address < 36; address++) {
            checked += checked(limit, "10.0.0." + address, "admin", 100);
        }
        // Each has three before the limit of all holds; it was 30 each, 1,080 in all.
        assertThat(checked)
                .isLessThanOrEqualTo(
                        FailureLimit.OVERALL_BURST + FailureLimit.SLOW_PER_SECOND + 36 * FailureLimit.FIRST);
        assertThat(limit.begin("198.51.100.1", "admin"))
                .as("the owner, from an address of his own")
                .isTrue();
    }

    @Test
    void whoGotInBeforeIsAlwaysChecked() {
        FailureLimit limit = new FailureLimit(nanos::get);
        assertThat(limit.begin("10.0.0.1", "admin")).isTrue();
        limit.succeeded("10.0.0.1", "admin");
        assertThat(checked(limit, "10.0.0.1", "admin", 500)).isEqualTo(500);
    }

    @Test
    void oneWhoGotInMakesNobodyElseAtHisAddressWelcome() {
        FailureLimit limit = new FailureLimit(nanos::get);
        assertThat(limit.begin("10.0.0.1", "login ann")).isTrue();
        limit.succeeded("10.0.0.1", "login ann");
        assertThat(checked(limit, "10.0.0.1", "login bea", 500))
                .isEqualTo(FailureLimit.BURST + FailureLimit.SLOW_OF_ADDRESS);
        assertThat(limit.begin("10.0.0.1", "login ann")).isTrue();
    }

    @Test
    void whatCouldNotBeCheckedDoesNotCount() {
        FailureLimit limit = new FailureLimit(nanos::get);
        for (int i = 0; i < 500; i++) {
            assertThat(limit.begin("10.0.0.1", "login ann")).isTrue();
            limit.notChecked("10.0.0.1", "login ann");
        }
    }

    @Test
    void anAccountIsCountedByTheBeginningOfWhatWasTyped() {
        String long1 = Credential.of(basic("x".repeat(5_000) + ":p")).who();
        assertThat(long1).hasSizeLessThan(150);
        assertThat(Credential.of(basic("Ann:p")).who())
                .isEqualTo(Credential.of(basic("ann:q")).who());
    }

    private static Optional<String> who(Logins logins, String header) {
        return logins.check(Credential.of(header)).map(Actor::name);
    }

    private static int checked(FailureLimit limit, String address, String account, int times) {
        int checked = 0;
        for (int i = 0; i < times; i++) {
            checked += limit.begin(address, account) ? 1 : 0;
        }
        return checked;
    }

    @Test
    void whatIsLoggedNamesAccountsOnly() {
        assertThat(Credential.of(basic("admin:x")).kind()).isEqualTo("admin");
        assertThat(Credential.of(basic("my secret password:")).kind()).isEqualTo("unknown");
        assertThat(Credential.of("Bearer x").kind()).isEqualTo("token");
        assertThat(Credential.of("Basic !!!").kind()).isEqualTo("unknown");
        assertThat(Credential.of("nonsense").kind()).isEqualTo("unknown");
    }

    @Test
    void aFileOfAnEarlierVersionIsStillRead() throws IOException {
        // PBKDF2WithHmacSHA256 of "old" with the salt "0123456789abcdef".
        Path file = Files.writeString(
                folder.resolve("admin.password"),
                "210000:MDEyMzQ1Njc4OWFiY2RlZg==:wMpctyDphgkIfStBy2cOeG1HDxSGNG7cUop3e160Fy4=");
        assertThat(who(LoginSetup.logins("", "", file, true, shown -> {}), basic("admin:old")))
                .contains("admin");
    }

    private static String open(Path file, List<String> shown) {
        LoginSetup.logins("", "", file, true, shown::add);
        String text = shown.get(0);
        String after = text.substring(text.indexOf("'admin': ") + "'admin': ".length());
        return after.substring(0, after.indexOf('\n'));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
