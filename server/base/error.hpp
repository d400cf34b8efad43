#pragma once

#include <exception>
#include <string>
#include <utility>

#include <boost/system/result.hpp>

namespace flumen::base {

/// Why an expected failure happened, coarse enough that a caller can act on it without reading the message.
enum class Errc {
  invalid_argument,  ///< what was given is malformed or out of range; trying again as it is will not help
  unauthenticated,   ///< who asks is not known: no credential, or a wrong, expired or revoked one
  forbidden,         ///< who asks is known and may not
  not_found,         ///< the thing named does not exist (or must not be known to exist)
  already_exists,    ///< a unique name is taken
  limit_reached,     ///< a quota of the caller is used up
  busy,              ///< a bounded queue is full; trying again later will help
  unavailable,       ///< a database, cache or peer cannot be reached now
  timed_out,         ///< the deadline passed
  cancelled,         ///< the owner of the operation is shutting down
  conflict,          ///< the state changed meanwhile, or a token was used twice
  corrupt,           ///< stored data does not have the form it was written in
  internal,          ///< a bug of ours
};

/// The stable snake_case name of a code, for logs.
[[nodiscard]] const char* to_string(Errc code) noexcept;

/// An expected failure. `message` is a sentence for an operator's log, never shown to a player as it is.
struct Error {
  Errc code = Errc::internal;
  std::string message;
};

/// Thrown only when a Result is unwrapped with value() although it holds an Error: always a bug.
class BadResultAccess : public std::exception {
 public:
  explicit BadResultAccess(Error error) : error_(std::move(error)) {}
  [[nodiscard]] const char* what() const noexcept override { return error_.message.c_str(); }
  [[nodiscard]] const Error& error() const noexcept { return error_; }

 private:
  Error error_;
};

[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

/// A value or the reason there is none. Must be looked at.
template <class T = void>
class [[nodiscard]] Result : public boost::system::result<T, Error> {
 public:
  using boost::system::result<T, Error>::result;
};

/// Builds the failing side of any Result.
[[nodiscard]] inline Error fail(Errc code, std::string message) { return Error{code, std::move(message)}; }

}  // namespace flumen::base
