package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.InventoryDigest;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.server.audit.Actor;
import java.util.List;
import java.util.UUID;

/// Rollouts on one cluster that end in different ways; together they give every kind of command.
enum Story {
    /// Nothing was there, and all goes well.
    INSTALLED {
        @Override
        UUID begin(Replica replica, String operator) {
            return replica.begin(operator, "1.0.0", Strategy.Direct.defaults(), ONE);
        }
    },
    /// It is watched for a time.
    WATCHED {
        @Override
        UUID begin(Replica replica, String operator) {
            return replica.begin(operator, "1.0.0", Strategy.Canary.defaults(), ONE);
        }
    },
    /// Nobody consents, and it is cancelled.
    NOT_ALLOWED {
        @Override
        UUID begin(Replica replica, String operator) {
            return replica.begin(
                    operator, "1.0.0", Strategy.Direct.defaults(), List.of(new Target("here", Environment.PRODUCTION)));
        }

        @Override
        void then(Replica replica, UUID rollout) {
            replica.rollouts.take(rollout, new Event.CancelRequested("alice"), Actor.SERVER);
        }
    },
    /// Custom resources are missing after an upgrade.
    UPGRADE_WENT_BACK {
        @Override
        UUID begin(Replica replica, String operator) {
            before(replica, operator);
            lose(replica, operator);
            return replica.begin(operator, "2.0.0", Strategy.Direct.defaults(), ONE);
        }
    },
    /// Custom resources are missing after a first installation.
    INSTALLATION_WENT_BACK {
        @Override
        UUID begin(Replica replica, String operator) {
            lose(replica, operator);
            return replica.begin(operator, "1.0.0", Strategy.Direct.defaults(), ONE);
        }
    },
    /// The new colour gets the traffic, and the old one goes a day later.
    SWITCHED {
        @Override
        UUID begin(Replica replica, String operator) {
            before(replica, operator);
            return replica.begin(operator, "2.0.0", Strategy.BlueGreen.defaults(), ONE);
        }
    },
    /// Custom resources are missing after the switch.
    SWITCHED_BACK {
        @Override
        UUID begin(Replica replica, String operator) {
            before(replica, operator);
            replica.transactions.run(transaction -> TableClusters.script(
                    transaction,
                    operator,
                    Command.VerifyObjects.class,
                    new Answer.Verified(new InventoryDigest("0".repeat(64), 3), 0, ""),
                    1));
            lose(replica, operator);
            return replica.begin(operator, "2.0.0", Strategy.BlueGreen.defaults(), ONE);
        }
    };

    private static final List<Target> ONE = List.of(new Target("here", Environment.DEVELOPMENT));

    abstract UUID begin(Replica replica, String operator);

    /// What a person does when nothing more happens by itself.
    void then(Replica replica, UUID rollout) {
        // Nothing, in most stories.
    }

    private static void before(Replica replica, String operator) {
        new Stepper(replica, replica.begin(operator, "1.0.0", Strategy.Direct.defaults(), ONE)).finish();
    }

    private static void lose(Replica replica, String operator) {
        replica.transactions.run(transaction -> TableClusters.script(
                transaction,
                operator,
                Command.VerifyObjects.class,
                new Answer.Verified(new InventoryDigest("1".repeat(64), 2), 1, "Sample/default/a is missing"),
                1));
    }
}
