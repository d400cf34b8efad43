#include "net/http.hpp"

#include <algorithm>
#include <cctype>
#include <span>

namespace flumen::net {
namespace {

const char* name_of(Method method) noexcept {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::head:
      return "HEAD";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      break;
  }
  return "";
}

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> segments;
  if (path.starts_with('/')) path.remove_prefix(1);
  for (;;) {
    const std::size_t slash = path.find('/');
    segments.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool fits(std::span<const std::string> pattern, std::span<const std::string> path) {
  return std::ranges::equal(pattern, path, [](const std::string& expected, const std::string& actual) {
    return is_parameter(expected) ? !actual.empty() : expected == actual;
  });
}

/// True when `a` is literal where the two patterns first differ in kind: `/maps/new` goes before `/maps/{id}`.
bool is_more_literal(std::span<const std::string> a, std::span<const std::string> b) {
  return std::ranges::lexicographical_compare(a, b, {}, is_parameter, is_parameter);
}

}  // namespace

std::string_view Request::header(std::string_view lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? std::string_view() : found->second;
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> Request::bearer_token() const {
  constexpr std::string_view kScheme = "bearer ";
  std::string_view credentials = header("authorization");
  const auto same_letter = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  if (!std::ranges::equal(credentials.substr(0, kScheme.size()), kScheme, same_letter)) return std::nullopt;
  credentials.remove_prefix(kScheme.size());
  while (credentials.starts_with(' ')) credentials.remove_prefix(1);
  while (credentials.ends_with(' ')) credentials.remove_suffix(1);
  if (credentials.empty()) return std::nullopt;
  return credentials;
}

void Router::add(Method method, std::string_view pattern, Handler handler) {
  routes_.push_back({method, split_path(pattern), std::string(pattern), std::move(handler)});
}

Router::Match Router::find(Method method, std::string_view path) const {
  const std::vector<std::string> segments = split_path(path);
  const Route* known = nullptr;   // the best match of the path, whatever its method
  const Route* chosen = nullptr;  // the best match of path and method
  const Route* for_get = nullptr;
  std::vector<Method> methods;
  const auto better = [](const Route& route, const Route* than) {
    return than == nullptr || is_more_literal(route.segments, than->segments);
  };
  for (const Route& route : routes_) {
    if (!fits(route.segments, segments)) continue;
    if (std::ranges::find(methods, route.method) == methods.end()) methods.push_back(route.method);
    if (better(route, known)) known = &route;
    if (route.method == method && better(route, chosen)) chosen = &route;
    if (route.method == Method::get && better(route, for_get)) for_get = &route;
  }
  Match match;
  if (known == nullptr) return match;
  if (method == Method::head && chosen == nullptr) chosen = for_get;

  // What the server answers by itself is allowed too.
  if (for_get != nullptr && std::ranges::find(methods, Method::head) == methods.end()) methods.push_back(Method::head);
  if (std::ranges::find(methods, Method::options) == methods.end()) methods.push_back(Method::options);
  std::ranges::sort(methods);
  for (const Method allowed : methods) {
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += name_of(allowed);
  }

  const Route& route = chosen != nullptr ? *chosen : *known;
  match.pattern = route.pattern;
  if (chosen == nullptr) return match;
  match.handler = &route.handler;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string& name = route.segments[i];
    if (is_parameter(name)) match.parameters.emplace(name.substr(1, name.size() - 2), segments[i]);
  }
  return match;
}

}  // namespace flumen::net
