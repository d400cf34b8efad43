#include "auth/jwt.hpp"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>
#include <jwt.h>

namespace flumen::auth {
namespace {

using namespace std::chrono_literals;

const std::string kSecret(32, 's');
const base::SystemTime kNow{std::chrono::seconds(1'700'000'000)};

JwtClaims some_claims() {
  JwtClaims claims;
  claims.user_id = base::UserId::random();
  claims.username = "Mira";
  claims.jti = base::Uuid::random().to_string();
  claims.family_id = base::Uuid::random();
  claims.issued_at = kNow;
  claims.expires_at = kNow + 15min;
  return claims;
}

/// A token as somebody else might make it.
std::string forged(jwt_alg_t algorithm, const std::string& secret, const std::string& claims) {
  jwt_t* token = nullptr;
  EXPECT_EQ(jwt_new(&token), 0);
  EXPECT_EQ(jwt_add_grants_json(token, claims.c_str()), 0);
  const auto* key = algorithm == JWT_ALG_NONE ? nullptr : reinterpret_cast<const unsigned char*>(secret.data());
  EXPECT_EQ(jwt_set_alg(token, algorithm, key, key ? static_cast<int>(secret.size()) : 0), 0);
  char* text = jwt_encode_str(token);
  const std::string encoded(text);
  std::free(text);
  jwt_free(token);
  return encoded;
}

std::string claims_json(std::string_view without = "", std::string_view instead = "") {
  const std::pair<std::string_view, std::string_view> members[] = {
      {"sub", R"("3f0e9a52-6a3a-4c1e-9d5e-0d4d9f1c7a10")"},
      {"user_id", R"("3f0e9a52-6a3a-4c1e-9d5e-0d4d9f1c7a10")"},
      {"username", R"("Mira")"},
      {"jti", R"("1")"},
      {"sid", R"("0b6a1f3e-2c4d-4e5f-8a9b-1c2d3e4f5a6b")"},
      {"iat", "1700000000"},
      {"exp", "1700000900"},
  };
  std::string json = "{";
  for (const auto& [name, value] : members) {
    const std::string_view shown = name == without ? instead : value;
    if (shown.empty()) continue;
    if (json.size() > 1) json += ',';
    json += '"';
    json += name;
    json += "\":";
    json += shown;
  }
  return json + "}";
}

class JwtTest : public testing::Test {
 protected:
  void expect_refused(const std::string& token) {
    const auto claims = codec_.verify(token, kNow);
    ASSERT_FALSE(claims) << token;
    EXPECT_EQ(claims.error().code, base::Errc::unauthenticated);
    if (token.size() > 10) {
      EXPECT_EQ(claims.error().message.find(token), std::string::npos);
    }
  }

  const JwtCodec codec_{kSecret};
};

TEST_F(JwtTest, reads_what_it_wrote) {
  JwtClaims claims = some_claims();
  claims.standing = Standing{base::CharacterId::random(), "map_0_0", 758, 605.25};
  const auto read = codec_.verify(codec_.sign(claims).value(), kNow);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->user_id, claims.user_id);
  EXPECT_EQ(read->username, "Mira");
  EXPECT_EQ(read->character_id, claims.standing->character_id);
  EXPECT_EQ(read->jti, claims.jti);
  EXPECT_EQ(read->family_id, claims.family_id);
  EXPECT_EQ(read->expires_at, claims.expires_at);
}

TEST_F(JwtTest, carries_every_claim_of_the_protocol_with_the_position_as_numbers) {
  JwtClaims claims = some_claims();
  claims.standing = Standing{base::CharacterId::random(), "map_-3_7", 758, 605.25};
  const std::string text = codec_.sign(claims).value();
  jwt_t* token = nullptr;
  ASSERT_EQ(jwt_decode(&token, text.c_str(), reinterpret_cast<const unsigned char*>(kSecret.data()), 32), 0);
  EXPECT_EQ(jwt_get_alg(token), JWT_ALG_HS256);
  EXPECT_STREQ(jwt_get_grant(token, "sub"), claims.user_id.to_string().c_str());
  EXPECT_STREQ(jwt_get_grant(token, "user_id"), claims.user_id.to_string().c_str());
  EXPECT_STREQ(jwt_get_grant(token, "username"), "Mira");
  EXPECT_STREQ(jwt_get_grant(token, "sid"), claims.family_id.to_string().c_str());
  EXPECT_STREQ(jwt_get_grant(token, "character_id"), claims.standing->character_id.to_string().c_str());
  EXPECT_STREQ(jwt_get_grant(token, "map_id"), "map_-3_7");
  EXPECT_EQ(jwt_get_grant_int(token, "iat"), 1'700'000'000);
  EXPECT_EQ(jwt_get_grant_int(token, "exp"), 1'700'000'900);
  char* json = jwt_get_grants_json(token, nullptr);
  EXPECT_NE(std::string(json).find(R"("pos_x":758.0)"), std::string::npos) << json;
  EXPECT_NE(std::string(json).find(R"("pos_y":605.25)"), std::string::npos) << json;
  std::free(json);
  jwt_free(token);
}

TEST_F(JwtTest, refuses_a_token_with_any_bit_changed) {
  const std::string token = codec_.sign(some_claims()).value();
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string tampered = token;
      tampered[i] = static_cast<char>(tampered[i] ^ (1 << bit));
      expect_refused(tampered);
    }
  }
}

TEST_F(JwtTest, refuses_a_token_cut_short_or_made_longer) {
  const std::string token = codec_.sign(some_claims()).value();
  for (std::size_t length = 0; length < token.size(); ++length) expect_refused(token.substr(0, length));
  for (const std::string tail : {"A", "=", ".", ".e30", "\n", " "}) expect_refused(token + tail);
  expect_refused(token + std::string(1, '\0'));
  expect_refused(std::string(JwtCodec::kMaxTokenBytes + 1, 'a'));
  expect_refused(std::string(JwtCodec::kMaxTokenBytes, '.'));
}

TEST_F(JwtTest, refuses_another_secret) {
  const JwtCodec other(std::string(32, 'x'));
  expect_refused(other.sign(some_claims()).value());
}

TEST_F(JwtTest, refuses_every_algorithm_but_hs256) {
  const std::string claims = claims_json();
  EXPECT_TRUE(codec_.verify(forged(JWT_ALG_HS256, kSecret, claims), kNow));
  expect_refused(forged(JWT_ALG_HS384, kSecret, claims));
  expect_refused(forged(JWT_ALG_HS512, kSecret, claims));
  const std::string unsigned_token = forged(JWT_ALG_NONE, kSecret, claims);
  expect_refused(unsigned_token);
  const std::string signature = [&] {
    const std::string token = forged(JWT_ALG_HS256, kSecret, claims);
    return token.substr(token.rfind('.') + 1);
  }();
  expect_refused(unsigned_token + signature);
}

TEST_F(JwtTest, refuses_missing_and_mistyped_claims) {
  for (const char* name : {"sub", "user_id", "username", "jti", "sid", "iat", "exp"}) {
    for (const char* instead : {"", "null", "true", "[]", "{}", "1.5", R"("")", "-1"}) {
      if (std::string_view(name) == "username" && std::string_view(instead) == R"("")") continue;
      expect_refused(forged(JWT_ALG_HS256, kSecret, claims_json(name, instead)));
    }
  }
  expect_refused(forged(JWT_ALG_HS256, kSecret, claims_json("exp", "9223372036854775807")));
  expect_refused(forged(JWT_ALG_HS256, kSecret, claims_json("exp", R"("1700000900")")));
  expect_refused(forged(JWT_ALG_HS256, kSecret, claims_json("jti", '"' + std::string(65, 'j') + '"')));
  expect_refused(forged(JWT_ALG_HS256, kSecret, claims_json("sid", R"("family")")));
  expect_refused(forged(JWT_ALG_HS256, kSecret, claims_json("sub", R"("3f0e9a52-6a3a-4c1e-9d5e-0d4d9f1c7a11")")));
}

TEST_F(JwtTest, expires_on_the_second_it_names) {
  const std::string token = codec_.sign(some_claims()).value();
  EXPECT_TRUE(codec_.verify(token, kNow + 15min - 1ms));
  EXPECT_FALSE(codec_.verify(token, kNow + 15min));
}

}  // namespace
}  // namespace flumen::auth
