// What a password hash costs at several settings, and what checking an access token costs on an event loop.

#include <string>

#include <benchmark/benchmark.h>

#include "auth/jwt.hpp"
#include "auth/password_hash.hpp"

namespace flumen::auth {
namespace {

void argon2id(benchmark::State& state) {
  const PasswordHasher hasher({.memory_kib = static_cast<std::size_t>(state.range(0)) * 1024,
                               .passes = static_cast<std::uint32_t>(state.range(1))});
  for (auto _ : state) {
    if (!hasher.hash("correct horse battery")) state.SkipWithError("no memory");
  }
}
BENCHMARK(argon2id)
    ->ArgNames({"MiB", "passes"})
    ->Args({12, 3})
    ->Args({19, 1})
    ->Args({19, 2})
    ->Args({46, 1})
    ->Args({64, 3})
    ->Unit(benchmark::kMillisecond);

void verify_access_token(benchmark::State& state) {
  const JwtCodec codec(std::string(32, 's'));
  JwtClaims claims;
  claims.user_id = base::UserId::random();
  claims.username = "Mira";
  claims.jti = base::Uuid::random().to_string();
  claims.issued_at = base::SystemTime(std::chrono::seconds(1'700'000'000));
  claims.expires_at = claims.issued_at + std::chrono::minutes(15);
  const std::string token = codec.sign(claims).value();
  for (auto _ : state) benchmark::DoNotOptimize(codec.verify(token, claims.issued_at));
}
BENCHMARK(verify_access_token)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace flumen::auth

BENCHMARK_MAIN();
