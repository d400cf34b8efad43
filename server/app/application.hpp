#pragma once

#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/logger.hpp"
#include "config/config.hpp"

namespace flumen::app {

/// The composition root: builds every part of a server, starts them in order, and stops them in order.
///
/// start() and stop() block and are called once each, by the thread that owns the application; so is, between them,
/// reload_certificate().
class Application {
 public:
  /// REQUIRES a checked configuration. The sink must outlive the application.
  Application(config::Config config, base::LogSink& log);
  ~Application();

  /// Everything up to accepting connections. The message says what an operator can do about a failure; the code is
  /// invalid_argument for what is wrong with the configuration.
  [[nodiscard]] base::Result<void> start();

  /// The port in use. REQUIRES start() succeeded.
  [[nodiscard]] std::uint16_t port() const;

  /// Reads the certificate and its key again, for connections that come from now on. When they cannot be used, those
  /// there are stay, and the log says why.
  void reload_certificate();

  /// Stops accepting, tells the players, ends their sessions, saves everything, closes. Within the configured
  /// timeout; at once after hurry(). Returns false when something acknowledged could not be saved.
  [[nodiscard]] bool stop();

  /// Makes a stop() that is under way wait for nobody but the database. Any other thread.
  void hurry();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

/// `flumen migrate`: brings the database's schema up to date. Returns how many migrations were applied.
[[nodiscard]] base::Result<std::size_t> migrate(const config::Config& config, base::LogSink& log);

/// The version of this build.
[[nodiscard]] std::string version();

}  // namespace flumen::app
