package io.ripen.engine.internal.run;

import io.ripen.core.store.Stores;
import io.ripen.engine.internal.compile.LeadOnRoute;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.sequence.StepId;
import java.util.List;

/**
 * What is to be done once a claim is committed.
 *
 * @param claimed how many runs the claim had hold of
 * @param sends messages to be sent
 * @param asks messages about which the provider is to be asked
 * @param foreign segments to be run outside of a transaction
 */
record Planned(int claimed, List<InFlight> sends, List<InFlight> asks, List<Foreign> foreign) {
    static final Planned NOTHING = new Planned(0, List.of(), List.of(), List.of());

    int underWay() {
        return sends.size() + asks.size() + foreign.size();
    }

    /**
     * A run whose next segment leaves our own data.
     *
     * @param node as which it was claimed
     */
    record Foreign(Job job, long node) {
        /** Runs the segment on the calling thread, outside of any transaction; never throws. */
        Foreign run(Stores stores, Zones zones, Segments segments) {
            try {
                runSegment(stores, zones, segments);
            } catch (RuntimeException | Error failed) {
                // Whatever it was: a run that does not come back is forgotten.
                job.landing = new Landing.Failed(failed);
            }
            return this;
        }

        private void runSegment(Stores stores, Zones zones, Segments segments) {
            LeadOnRoute lead = new LeadOnRoute(
                    job.contact,
                    job.run.toEnrollment(),
                    BatchFacts.outside(stores, zones, job.run).of(job.run, job.sequence.key()));
            job.lead = lead;
            StepId after = EngineParts.behind(job.run);
            Segments.Task task = new Segments.Task(
                    Segments.Key.of(job, job.run.step()),
                    "run " + job.run.id(),
                    () -> Landing.of(job.sequence, lead, after));
            job.landing = segments.runAlone(task, job.sequence.callsForeignEndpoint(after));
        }
    }
}
