#include "bots/limits.hpp"

#include <fstream>

#include <fmt/format.h>

#include "bots/process_usage.hpp"

namespace flumen::bots {
namespace {

constexpr std::size_t kOtherDescriptors = 64;  // loops, maps, files
constexpr std::size_t kUsualPorts = 28'232;    // of Linux: 32768 to 60999

std::size_t shared_out(std::size_t things, std::size_t among) { return (things + among - 1) / among; }

std::size_t local_ports() {
  std::ifstream file("/proc/sys/net/ipv4/ip_local_port_range");
  std::size_t first = 0;
  std::size_t last = 0;
  if (!(file >> first >> last) || last < first) return kUsualPorts;
  return last - first + 1;
}

}  // namespace

std::size_t descriptors_needed(const Options& options) {
  return shared_out(options.count, options.processes) + shared_out(options.logins_in_flight, options.processes) +
         kOtherDescriptors;
}

Limits reach_for_limits(const Options& options) {
  return {raise_descriptor_limit(descriptors_needed(options)), local_ports()};
}

std::string check_limits(const Options& options, const Limits& limits) {
  const std::size_t descriptors = descriptors_needed(options);
  if (descriptors > limits.descriptors) {
    std::string advice = fmt::format("raise the limit (ulimit -n {})", descriptors);
    const std::size_t others = options.logins_in_flight + kOtherDescriptors;
    if (limits.descriptors > others + 1) {
      advice += fmt::format(", or give --processes {}", shared_out(options.count, limits.descriptors - others));
    }
    return fmt::format("{} bots in {} process{} need {} open files each, and {} are allowed: {}", options.count,
                       options.processes, options.processes == 1 ? "" : "es", descriptors, limits.descriptors, advice);
  }
  const std::size_t addresses = std::max<std::size_t>(1, options.source_addresses.size());
  const std::size_t ports = shared_out(options.count + options.logins_in_flight, addresses);
  if (ports > limits.ports) {
    return fmt::format(
        "{} bots from {} address{} need {} ports each, and there are {}: give --source-addresses with at least {} of "
        "this machine's, such as 127.0.0.2-127.0.0.{} for a server on it",
        options.count, addresses, addresses == 1 ? "" : "es", ports, limits.ports,
        shared_out(options.count + options.logins_in_flight, limits.ports),
        1 + shared_out(options.count + options.logins_in_flight, limits.ports));
  }
  return "";
}

}  // namespace flumen::bots
