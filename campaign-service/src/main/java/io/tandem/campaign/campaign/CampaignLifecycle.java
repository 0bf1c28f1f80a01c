package io.tandem.campaign.campaign;

/**
 * What may be done to a campaign in which state. Completion is not an action: pacing finds it.
 *
 * <pre>
 * DRAFT -start-> RUNNING -pause-> PAUSED -resume-> RUNNING
 * RUNNING, PAUSED -stop-> STOPPED
 * RUNNING -every contact final-> COMPLETED
 * </pre>
 */
public final class CampaignLifecycle {

    public enum Action {
        START,
        PAUSE,
        RESUME,
        STOP
    }

    /** {@code agents}: how many of the campaign's agents exist. */
    public record Means(long agents, boolean hasContacts) {}

    public sealed interface Transition {

        record Moved(CampaignState state) implements Transition {}

        record Refused(String why) implements Transition {}
    }

    public static Transition on(CampaignState state, Action action, Means means) {
        return switch (action) {
            case START -> start(state, means);
            case PAUSE -> pause(state);
            case RESUME -> resume(state, means);
            case STOP -> stop(state);
        };
    }

    private static Transition start(CampaignState state, Means means) {
        return switch (state) {
            case DRAFT -> run(means);
            case RUNNING -> refused("it is already running");
            case PAUSED -> refused("it is paused: resume it");
            case STOPPED -> refused("it was stopped for good");
            case COMPLETED -> refused("it is completed");
        };
    }

    private static Transition pause(CampaignState state) {
        return switch (state) {
            case RUNNING -> moved(CampaignState.PAUSED);
            case DRAFT -> refused("it was not started");
            case PAUSED -> refused("it is already paused");
            case STOPPED -> refused("it was stopped for good");
            case COMPLETED -> refused("it is completed");
        };
    }

    private static Transition resume(CampaignState state, Means means) {
        return switch (state) {
            case PAUSED -> run(means);
            case DRAFT -> refused("it was not started");
            case RUNNING -> refused("it is running");
            case STOPPED -> refused("it was stopped for good");
            case COMPLETED -> refused("it is completed");
        };
    }

    private static Transition stop(CampaignState state) {
        return switch (state) {
            case RUNNING, PAUSED -> moved(CampaignState.STOPPED);
            case DRAFT -> refused("it was not started");
            case STOPPED -> refused("it is already stopped");
            case COMPLETED -> refused("it is completed");
        };
    }

    private static Transition run(Means means) {
        if (means.agents() == 0) {
            return refused("it has no agents");
        }
        return means.hasContacts() ? moved(CampaignState.RUNNING) : refused("it has no contacts");
    }

    private static Transition moved(CampaignState state) {
        return new Transition.Moved(state);
    }

    private static Transition refused(String why) {
        return new Transition.Refused(why);
    }

    private CampaignLifecycle() {}
}
