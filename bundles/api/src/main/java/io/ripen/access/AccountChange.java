package io.ripen.access;

import io.ripen.team.TeamId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change to an account; null leaves what is there.
 *
 * @param email empty for none
 * @param roles all roles as they are to be
 * @param password a new one; ends the account's sessions in the console
 * @param version the {@link Account#version} that the change is based on; null to change whatever is there
 * @param keep the {@link WebSession#id} of the session that stays although the password changes; null for none
 */
public record AccountChange(
        @Nullable String name,
        @Nullable String email,
        @Nullable Boolean admin,
        @Nullable Map<TeamId, Role> roles,
        @Nullable Boolean disabled,
        @Nullable String password,
        @Nullable Integer version,
        @Nullable Long keep) {

    /** A change that keeps no session when it has a password. */
    public AccountChange(
            @Nullable String name,
            @Nullable String email,
            @Nullable Boolean admin,
            @Nullable Map<TeamId, Role> roles,
            @Nullable Boolean disabled,
            @Nullable String password,
            @Nullable Integer version) {
        this(name, email, admin, roles, disabled, password, version, null);
    }
}
