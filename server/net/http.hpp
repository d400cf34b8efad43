#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/event_loop.hpp"

namespace flumen::net {

enum class Method { get, post, put, patch, del, head, options, other };

/// A parsed HTTP request, owned by its connection for as long as the handler runs.
struct Request {
  Method method = Method::get;
  std::string path;                                            ///< percent-decoded, without the query
  std::vector<std::pair<std::string, std::string>> query;      ///< decoded; never logged (it may carry a token)
  std::map<std::string, std::string, std::less<>> headers;     ///< names in lower case; repeated ones joined with ", "
  std::map<std::string, std::string, std::less<>> parameters;  ///< what the route's {name} segments matched
  std::string body;
  std::string remote_address;  ///< the peer's address without port (or X-Forwarded-For's from a trusted proxy)
  std::string request_id;      ///< random, for the log and the X-Request-Id header

  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
  /// The token of `Authorization: Bearer …`, or nothing.
  [[nodiscard]] std::optional<std::string_view> bearer_token() const;
};

struct Response {
  int status = 200;
  std::string body;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
};

using Handler = std::function<base::Task<Response>(const Request&)>;

/// Finds the handler of a request. Filled before the server starts, then read by every loop.
class Router {
 public:
  /// `pattern` is a path whose segments are literal or `{name}`: `/api/v1/characters/{id}`.
  void add(Method method, std::string_view pattern, Handler handler);

  struct Match {
    const Handler* handler = nullptr;  ///< null when the path is unknown, or known for other methods only
    std::string allow;                 ///< for a known path: the methods it has, as an Allow header lists them
    std::string pattern;               ///< the route's pattern, a bounded label for metrics ("" when unknown)
    std::map<std::string, std::string, std::less<>> parameters;
  };
  /// HEAD finds what GET does when it has no handler of its own.
  [[nodiscard]] Match find(Method method, std::string_view path) const;

 private:
  struct Route {
    Method method;
    std::vector<std::string> segments;
    std::string pattern;
    Handler handler;
  };
  std::vector<Route> routes_;
};

}  // namespace flumen::net
