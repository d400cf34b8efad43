#include "database/sql_growth_repository.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "database/character_rows.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr std::array kSpentColumns = {"spent_health",       "spent_wisdom",  "spent_strength",
                                      "spent_intelligence", "spent_agility", "spent_chance"};
static_assert(kSpentColumns.size() == std::tuple_size_v<SpentPoints>);

/// The row, held until the transaction ends.
std::optional<Character> lock_character(Connection& connection, base::CharacterId id) {
  Statement statement(connection, std::string(kSelectCharacters) + "id = :id" + connection.dialect().lock_row);
  statement.bind("id", id);
  return read_character(statement);
}

/// What an earlier try gave, or nothing when there was none.
struct Given {
  long long experience = 0;
  long long level_before = 0;
};
std::optional<Given> find_reward(Connection& connection, base::Uuid fight, base::CharacterId character) {
  Given given;
  const bool found = Statement(connection,
                               "SELECT experience_gained, level_before FROM fight_rewards "
                               "WHERE fight_id = :fight AND character_id = :character")
                         .bind("fight", fight)
                         .bind("character", character)
                         .into(given.experience)
                         .into(given.level_before)
                         .execute();
  return found ? std::optional(given) : std::nullopt;
}

void give(Connection& connection, const FightRewards& rewards, const FightRewards::Share& share, Character& character,
          Given& given) {
  given.level_before = character.level;
  given.experience = std::clamp(rewards.most_experience - character.experience, std::int64_t{0}, share.experience);
  character.experience += given.experience;
  const auto reached = std::ranges::upper_bound(rewards.level_begins, character.experience);
  // Never down: what a curve gave that has changed since is kept.
  character.level = std::max(character.level, static_cast<std::int32_t>(reached - rewards.level_begins.begin()));
  character.life = share.life;
  character.life_at = rewards.at;

  Statement(connection,
            "INSERT INTO fight_rewards (fight_id, character_id, experience_gained, level_before, at) "
            "VALUES (:fight, :character, :gained, :level, :at)")
      .bind("fight", rewards.fight)
      .bind("character", share.character)
      .bind("gained", std::int64_t{given.experience})
      .bind("level", std::int64_t{given.level_before})
      .bind("at", rewards.at)
      .execute();
  Statement(connection,
            "UPDATE characters SET experience = :experience, level = :level, life = :life, life_at = :at "
            "WHERE id = :id")
      .bind("experience", character.experience)
      .bind("level", std::int64_t{character.level})
      .bind("life", std::int64_t{character.life})
      .bind("at", rewards.at)
      .bind("id", character.id)
      .execute();
}

}  // namespace

base::Task<Result<std::vector<RewardedCharacter>>> SqlGrowthRepository::reward(FightRewards rewards) {
  // Fights that end at once take their locks in the same order, or they could wait for each other.
  std::ranges::sort(rewards.shares, {}, &FightRewards::Share::character);
  ConnectionPool::Work<std::vector<RewardedCharacter>> work =
      [rewards = std::move(rewards)](Connection& connection, const Attempt&) -> Result<std::vector<RewardedCharacter>> {
    Transaction transaction(connection);
    std::vector<RewardedCharacter> rewarded;
    for (const FightRewards::Share& share : rewards.shares) {
      auto character = lock_character(connection, share.character);
      if (!character) continue;
      Given given;
      if (const auto before = find_reward(connection, rewards.fight, share.character)) {
        given = *before;
      } else {
        give(connection, rewards, share, *character, given);
      }
      rewarded.push_back({.character = character->id,
                          .experience_gained = given.experience,
                          .experience = character->experience,
                          .level = character->level,
                          .levels_gained = character->level - static_cast<std::int32_t>(given.level_before),
                          .spent_points = character->spent_points,
                          .life = character->life,
                          .life_at = character->life_at});
    }
    transaction.commit();
    return rewarded;
  };
  co_return co_await pool_.run<std::vector<RewardedCharacter>>("reward fight", std::move(work));
}

base::Task<Result<std::optional<Character>>> SqlGrowthRepository::spend_points(base::UserId owner, base::CharacterId id,
                                                                               SpentPoints points, PointsGiven given) {
  // Kept across tries: a try that lost its connection while committing left exactly this.
  auto intended = std::make_shared<std::optional<SpentPoints>>();
  ConnectionPool::Work<std::optional<Character>> work =
      [owner, id, points, given = std::move(given), intended](
          Connection& connection, const Attempt& attempt) -> Result<std::optional<Character>> {
    Transaction transaction(connection);
    auto character = lock_character(connection, id);
    if (!character || character->user_id != owner) return std::optional<Character>{};
    if (attempt.maybe_applied && *intended == character->spent_points) return character;

    std::int64_t spent = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      spent += std::int64_t{character->spent_points[i]} + points[i];
    }
    if (spent > given(*character)) return fail(Errc::limit_reached, "there are not so many points left");
    std::string assignments;
    for (std::size_t i = 0; i < points.size(); ++i) {
      character->spent_points[i] += points[i];
      assignments.append(i == 0 ? "" : ", ").append(kSpentColumns[i]).append(" = :").append(kSpentColumns[i]);
    }
    Statement statement(connection, "UPDATE characters SET " + assignments + " WHERE id = :id");
    for (std::size_t i = 0; i < points.size(); ++i) {
      statement.bind(kSpentColumns[i], std::int64_t{character->spent_points[i]});
    }
    statement.bind("id", id).execute();
    *intended = character->spent_points;
    transaction.commit();
    return character;
  };
  co_return co_await pool_.run<std::optional<Character>>("spend points", std::move(work));
}

base::Task<Result<std::size_t>> SqlGrowthRepository::forget_rewards(base::SystemTime before) {
  ConnectionPool::Work<std::size_t> work = [before](Connection& connection, const Attempt&) -> Result<std::size_t> {
    Statement statement(connection, "DELETE FROM fight_rewards WHERE at < :before");
    statement.bind("before", before).execute();
    return statement.affected_rows();
  };
  co_return co_await pool_.run<std::size_t>("forget rewards", std::move(work));
}

}  // namespace flumen::database
