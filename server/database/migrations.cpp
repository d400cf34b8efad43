#include "database/migrations.hpp"

#include <array>

// Times are BIGINT, milliseconds since the Unix epoch, in both back ends: no time zone, no conversion. A time that
// has not come (never played, not spent, not revoked) is 0.
//
// Names and e-mail addresses are unique without regard to the case of A-Z. In PostgreSQL the collation "C" makes
// lower() fold just those, as SQLite's does, so that both agree on what is the same.
//
// SQLite does not enforce the length of a VARCHAR; the checks do.

namespace flumen::database {
namespace {

constexpr std::array kAccountsSqlite{
    R"(CREATE TABLE users (
         id TEXT NOT NULL PRIMARY KEY,
         username VARCHAR(50) NOT NULL UNIQUE CHECK (length(username) <= 50),
         email VARCHAR(255) NOT NULL UNIQUE CHECK (length(email) <= 255),
         password_hash TEXT NOT NULL,
         created_at BIGINT NOT NULL))",
    "CREATE UNIQUE INDEX users_username_folded ON users (lower(username))",
    "CREATE UNIQUE INDEX users_email_folded ON users (lower(email))",
    R"(CREATE TABLE characters (
         id TEXT NOT NULL PRIMARY KEY,
         user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
         name VARCHAR(50) NOT NULL CHECK (length(name) <= 50),
         class VARCHAR(20) NOT NULL CHECK (length(class) <= 20),
         level INTEGER NOT NULL DEFAULT 1,
         experience BIGINT NOT NULL DEFAULT 0,
         map_id VARCHAR(20) NOT NULL DEFAULT 'map_0_0' CHECK (length(map_id) <= 20),
         pos_x DOUBLE PRECISION NOT NULL DEFAULT 758.0,
         pos_y DOUBLE PRECISION NOT NULL DEFAULT 605.0,
         created_at BIGINT NOT NULL,
         last_played_at BIGINT NOT NULL DEFAULT 0))",
    "CREATE UNIQUE INDEX characters_name_folded ON characters (lower(name))",
    "CREATE INDEX characters_user_id ON characters (user_id)",
};

constexpr std::array kAccountsPostgresql{
    R"(CREATE TABLE users (
         id UUID PRIMARY KEY,
         username VARCHAR(50) COLLATE "C" NOT NULL UNIQUE,
         email VARCHAR(255) COLLATE "C" NOT NULL UNIQUE,
         password_hash TEXT NOT NULL,
         created_at BIGINT NOT NULL))",
    "CREATE UNIQUE INDEX users_username_folded ON users (lower(username))",
    "CREATE UNIQUE INDEX users_email_folded ON users (lower(email))",
    R"(CREATE TABLE characters (
         id UUID PRIMARY KEY,
         user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
         name VARCHAR(50) COLLATE "C" NOT NULL,
         class VARCHAR(20) NOT NULL,
         level INTEGER NOT NULL DEFAULT 1,
         experience BIGINT NOT NULL DEFAULT 0,
         map_id VARCHAR(20) NOT NULL DEFAULT 'map_0_0',
         pos_x DOUBLE PRECISION NOT NULL DEFAULT 758.0,
         pos_y DOUBLE PRECISION NOT NULL DEFAULT 605.0,
         created_at BIGINT NOT NULL,
         last_played_at BIGINT NOT NULL DEFAULT 0))",
    "CREATE UNIQUE INDEX characters_name_folded ON characters (lower(name))",
    "CREATE INDEX characters_user_id ON characters (user_id)",
};

constexpr std::array kTokensSqlite{
    R"(CREATE TABLE refresh_tokens (
         id TEXT NOT NULL PRIMARY KEY,
         family_id TEXT NOT NULL,
         user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
         token_hash VARCHAR(64) NOT NULL UNIQUE CHECK (length(token_hash) <= 64),
         created_at BIGINT NOT NULL,
         expires_at BIGINT NOT NULL,
         spent_at BIGINT NOT NULL DEFAULT 0,
         revoked_at BIGINT NOT NULL DEFAULT 0))",
    "CREATE INDEX refresh_tokens_family_id ON refresh_tokens (family_id)",
    "CREATE INDEX refresh_tokens_user_id ON refresh_tokens (user_id)",
    "CREATE INDEX refresh_tokens_expires_at ON refresh_tokens (expires_at)",
    R"(CREATE TABLE revoked_access_tokens (
         jti VARCHAR(100) NOT NULL PRIMARY KEY CHECK (length(jti) <= 100),
         expires_at BIGINT NOT NULL))",
    "CREATE INDEX revoked_access_tokens_expires_at ON revoked_access_tokens (expires_at)",
};

constexpr std::array kTokensPostgresql{
    R"(CREATE TABLE refresh_tokens (
         id UUID PRIMARY KEY,
         family_id UUID NOT NULL,
         user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
         token_hash VARCHAR(64) COLLATE "C" NOT NULL UNIQUE,
         created_at BIGINT NOT NULL,
         expires_at BIGINT NOT NULL,
         spent_at BIGINT NOT NULL DEFAULT 0,
         revoked_at BIGINT NOT NULL DEFAULT 0))",
    "CREATE INDEX refresh_tokens_family_id ON refresh_tokens (family_id)",
    "CREATE INDEX refresh_tokens_user_id ON refresh_tokens (user_id)",
    "CREATE INDEX refresh_tokens_expires_at ON refresh_tokens (expires_at)",
    R"(CREATE TABLE revoked_access_tokens (
         jti VARCHAR(100) COLLATE "C" PRIMARY KEY,
         expires_at BIGINT NOT NULL))",
    "CREATE INDEX revoked_access_tokens_expires_at ON revoked_access_tokens (expires_at)",
};

// Life points come back by themselves: a row says how many there were, and when. At the epoch: all are there by now.
constexpr std::array kGrowthSqlite{
    "ALTER TABLE characters ADD COLUMN spent_health INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE characters ADD COLUMN spent_wisdom INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE characters ADD COLUMN spent_strength INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE characters ADD COLUMN spent_intelligence INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE characters ADD COLUMN spent_agility INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE characters ADD COLUMN spent_chance INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE characters ADD COLUMN life INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE characters ADD COLUMN life_at BIGINT NOT NULL DEFAULT 0",
    R"(CREATE TABLE fight_rewards (
         fight_id TEXT NOT NULL,
         character_id TEXT NOT NULL REFERENCES characters (id) ON DELETE CASCADE,
         experience_gained BIGINT NOT NULL,
         level_before INTEGER NOT NULL,
         at BIGINT NOT NULL,
         PRIMARY KEY (fight_id, character_id)))",
    "CREATE INDEX fight_rewards_character_id ON fight_rewards (character_id)",
    "CREATE INDEX fight_rewards_at ON fight_rewards (at)",
};

constexpr std::array kGrowthPostgresql{
    R"(ALTER TABLE characters
         ADD COLUMN spent_health INTEGER NOT NULL DEFAULT 0,
         ADD COLUMN spent_wisdom INTEGER NOT NULL DEFAULT 0,
         ADD COLUMN spent_strength INTEGER NOT NULL DEFAULT 0,
         ADD COLUMN spent_intelligence INTEGER NOT NULL DEFAULT 0,
         ADD COLUMN spent_agility INTEGER NOT NULL DEFAULT 0,
         ADD COLUMN spent_chance INTEGER NOT NULL DEFAULT 0,
         ADD COLUMN life INTEGER NOT NULL DEFAULT 1,
         ADD COLUMN life_at BIGINT NOT NULL DEFAULT 0)",
    R"(CREATE TABLE fight_rewards (
         fight_id UUID NOT NULL,
         character_id UUID NOT NULL REFERENCES characters (id) ON DELETE CASCADE,
         experience_gained BIGINT NOT NULL,
         level_before INTEGER NOT NULL,
         at BIGINT NOT NULL,
         PRIMARY KEY (fight_id, character_id)))",
    "CREATE INDEX fight_rewards_character_id ON fight_rewards (character_id)",
    "CREATE INDEX fight_rewards_at ON fight_rewards (at)",
};

constexpr std::array kMigrations{
    Migration{1, "accounts and characters", kAccountsSqlite, kAccountsPostgresql},
    Migration{2, "refresh tokens and revoked access tokens", kTokensSqlite, kTokensPostgresql},
    Migration{3, "growth of characters and rewards of fights", kGrowthSqlite, kGrowthPostgresql},
};

}  // namespace

std::span<const Migration> migrations() noexcept { return kMigrations; }

}  // namespace flumen::database
