#include "database/database_url.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace flumen::database {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::array<std::string_view, 2> kPostgresql{"postgresql://", "postgres://"};

// Nobody waits for a host that does not answer, and a connection whose other end vanished is noticed in about 20 s.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kDefaults{{{"connect_timeout", "3"},
                                                                                  {"keepalives_idle", "10"},
                                                                                  {"keepalives_interval", "3"},
                                                                                  {"keepalives_count", "3"},
                                                                                  {"tcp_user_timeout", "10000"},
                                                                                  {"client_encoding", "UTF8"},
                                                                                  {"application_name", "flumen"}}};

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char byte = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3) {
      decoded.push_back(static_cast<char>(byte));
      i += 2;
    } else {
      decoded.push_back(text[i]);
    }
  }
  return decoded;
}

// The value of a query parameter; empty when it is not there.
std::string_view parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == name && equals != std::string_view::npos) return pair.substr(equals + 1);
  }
  return {};
}

}  // namespace

base::Result<DatabaseUrl> DatabaseUrl::parse(std::string_view text) {
  DatabaseUrl url;
  if (text.find('\0') != std::string_view::npos) {
    return base::fail(base::Errc::invalid_argument, "the database URL contains a zero byte");
  }
  if (text.starts_with(kSqlite)) {
    url.backend_ = Backend::sqlite;
    url.target_ = text.substr(kSqlite.size());
    if (url.target_.empty() || url.target_.find('"') != std::string::npos) {
      return base::fail(base::Errc::invalid_argument, "sqlite: must be followed by a path without quotes, or :memory:");
    }
    return url;
  }

  for (const std::string_view scheme : kPostgresql) {
    if (!text.starts_with(scheme)) continue;
    const std::string_view rest = text.substr(scheme.size());
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    const auto at = authority.find('@');
    // libpq's message about a URL it misread repeats parts of it, the password too: such URLs never get there.
    if (rest.find('@') != at || rest.find('@', at == std::string_view::npos ? at : at + 1) != std::string_view::npos ||
        text.find_first_of(" \t\r\n'\\\"") != std::string_view::npos) {
      return base::fail(base::Errc::invalid_argument,
                        "the database URL is malformed: in a user name or password, percent-encode every character "
                        "but letters and digits (@ is %40, / is %2F)");
    }
    const auto question = rest.find('?');
    const std::string_view query = question == std::string_view::npos ? "" : rest.substr(question + 1);

    url.backend_ = Backend::postgresql;
    url.target_ = text;
    for (const auto& [name, value] : kDefaults) {
      if (!parameter(query, name).empty()) continue;
      url.target_ += url.target_.find('?') == std::string::npos ? '?' : '&';
      url.target_.append(name).append("=").append(value);
    }

    const std::string_view user = authority.substr(0, at == std::string_view::npos ? 0 : at);
    const auto colon = user.find(':');
    for (const std::string_view password :
         {colon == std::string_view::npos ? std::string_view{} : user.substr(colon + 1),
          parameter(query, "password")}) {
      if (password.empty()) continue;
      url.secrets_.emplace_back(password);
      if (auto decoded = percent_decoded(password); decoded != password) url.secrets_.push_back(std::move(decoded));
    }
    return url;
  }
  return base::fail(base::Errc::invalid_argument,
                    "the database URL must start with sqlite: or postgresql://, see docs/database.md");
}

std::string DatabaseUrl::text_without_secrets() const {
  if (backend_ == Backend::sqlite) return std::string(kSqlite) + target_;
  std::string_view rest = target_;
  rest.remove_prefix(rest.find("://") + 3);
  if (const auto at = rest.find('@'); at != std::string_view::npos) rest.remove_prefix(at + 1);
  return std::string(kPostgresql.front()) + std::string(rest.substr(0, rest.find('?')));
}

std::string DatabaseUrl::redact(std::string message) const {
  constexpr std::string_view kMask = "***";
  for (const auto& secret : secrets_) {
    for (auto at = message.find(secret); at != std::string::npos; at = message.find(secret, at + kMask.size())) {
      message.replace(at, secret.size(), kMask);
    }
  }
  return message;
}

}  // namespace flumen::database
