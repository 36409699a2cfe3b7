/**
 * Tests of the built distribution, from the outside.
 *
 * <p>A test asks for a {@link io.ripen.itests.Ripen} and gets the one container of the whole run. Pax Exam unpacks the
 * archive and starts it before the first such test; it is stopped after the last one, also when a test was killed.
 *
 * <pre>{@code
 * @ExtendWith(RipenExtension.class)
 * class MyIT {
 *     @Test
 *     void answers(Ripen ripen) throws Exception {
 *         Answer answer = ripen.http().get("/api/v1/sequences");
 *         assertThat(answer.status()).isEqualTo(200);
 *
 *         ripen.routes().put("sequences/mine/mine.xml", "<routes …");   // hot deploy, change
 *         ripen.installBundle(Artifacts.consoleChannel());               // through deploy/
 *         ripen.kill();                                                  // kill -9
 *         ripen.start();                                                 // on the same data, waits until it is healthy
 *     }
 * }
 * }</pre>
 *
 * <p>All tests share one container and one database, one after the other. So a test makes its own contacts and
 * sequences, with names that no other test uses, and removes the files and bundles that it dropped. It waits for what it
 * expects with Awaitility and never for a time. When a test fails, the end of Karaf's log is printed with it.
 *
 * <p>Run one class: {@code ./mvnw -pl karaf-assembly/itests verify -Dit.test=MyIT} (the distribution must be built).
 */
@org.jspecify.annotations.NullMarked
package io.ripen.itests;
