#include "tls/context.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/certificate.hpp"
#include "support/temp_dir.hpp"

namespace flumen::tls {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class TlsContext : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    const auto path = folder_.path() / name;
    std::ofstream(path) << text;
    return path.string();
  }

  static std::string refusal(const std::string& certificate, const std::string& key) {
    const auto loaded = load_server_context(certificate, key);
    if (loaded) return "was accepted";
    EXPECT_EQ(loaded.error().code, base::Errc::invalid_argument);
    return loaded.error().message;
  }

  support::TempDir folder_;
};

TEST_F(TlsContext, knows_when_its_certificate_ends) {
  const auto made = support::make_certificate(folder_.path(), "a", support::KeyKind::p256, std::chrono::hours(100));
  const auto loaded = load_server_context(made.file, made.key_file);
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto left = (*loaded)->expires() - std::chrono::system_clock::now();
  EXPECT_GT(left, std::chrono::hours(99));
  EXPECT_LE(left, std::chrono::hours(100));
}

TEST_F(TlsContext, takes_rsa_keys_too) {
  const auto made = support::make_certificate(folder_.path(), "a", support::KeyKind::rsa2048);
  EXPECT_TRUE(load_server_context(made.file, made.key_file));
}

TEST_F(TlsContext, names_the_file_that_is_wrong) {
  const auto made = support::make_certificate(folder_.path(), "a");
  const auto other = support::make_certificate(folder_.path(), "b");
  const auto rsa = support::make_certificate(folder_.path(), "c", support::KeyKind::rsa2048);
  const auto empty = write("empty.pem", "");
  const auto nonsense = write("nonsense.pem", "this is no certificate\n");
  EXPECT_THAT(refusal("/nowhere/a.pem", made.key_file), AllOf(HasSubstr("/nowhere/a.pem"), HasSubstr("No such file")));
  EXPECT_THAT(refusal(made.file, "/nowhere/a.key"), AllOf(HasSubstr("the key /nowhere/a.key"), HasSubstr("No such")));
  EXPECT_THAT(refusal(folder_.path().string(), made.key_file), HasSubstr("directory"));
  EXPECT_THAT(refusal(empty, made.key_file), AllOf(HasSubstr(empty), HasSubstr("empty")));
  EXPECT_THAT(refusal(nonsense, made.key_file), HasSubstr("the certificate " + nonsense));
  EXPECT_THAT(refusal(made.file, nonsense), HasSubstr("the key " + nonsense));
  EXPECT_THAT(refusal(made.file, other.key_file), AllOf(HasSubstr(other.key_file), HasSubstr("does not belong")));
  EXPECT_THAT(refusal(made.file, rsa.key_file), AllOf(HasSubstr(rsa.key_file), HasSubstr("does not belong")));
}

TEST_F(TlsContext, does_not_ask_for_a_passphrase) {
  const auto made = support::make_certificate(folder_.path(), "a");
  const auto key =
      write("locked.key",
            "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
            "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n-----END EC PRIVATE KEY-----\n");
  EXPECT_THAT(refusal(made.file, key), HasSubstr("the key " + key));
}

TEST_F(TlsContext, of_a_client_names_the_file_of_authorities_that_is_wrong) {
  const auto missing = make_client_context({.anybody = false, .ca_file = "/nowhere/ca.pem"});
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, AllOf(HasSubstr("/nowhere/ca.pem"), HasSubstr("No such file")));
  const auto nonsense = make_client_context({.anybody = false, .ca_file = write("ca.pem", "nothing\n")});
  ASSERT_FALSE(nonsense);
  EXPECT_THAT(nonsense.error().message, HasSubstr("ca.pem"));
}

}  // namespace
}  // namespace flumen::tls
