#include "app/certificate.hpp"

#include <chrono>
#include <sys/stat.h>

#include <fmt/chrono.h>

namespace flumen::app {
namespace {

/// The group may: that is how one key is shared by the services of a machine.
bool others_can_read(const std::string& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 && (status.st_mode & (S_IROTH | S_IWOTH)) != 0;
}

}  // namespace

base::Result<std::shared_ptr<const tls::Context>> load_certificate(const config::Config& config,
                                                                   const base::Logger& logger) {
  using Outcome = base::Result<std::shared_ptr<const tls::Context>>;
  const auto& [certificate, key] = std::tie(config.server.tls_certificate, config.server.tls_key);
  if (certificate.empty()) return Outcome(nullptr);
  auto loaded = tls::load_server_context(certificate, key);
  if (!loaded) {
    return Outcome(
        base::fail(loaded.error().code, "server.tls_certificate and server.tls_key: " + loaded.error().message));
  }
  if (others_can_read(key)) {
    logger.warning("every user of this machine can read the private key; run chmod 600 on it", {{"file", key}});
  }
  const base::SystemTime end = (*loaded)->expires();
  const std::string until = fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(end)));
  if (end <= std::chrono::system_clock::now()) {
    logger.warning("the certificate has expired; clients will refuse it",
                   {{"file", certificate}, {"valid_until", until}});
  } else {
    logger.info("the certificate is loaded", {{"file", certificate}, {"valid_until", until}});
  }
  return loaded;
}

}  // namespace flumen::app
