#include "bots/server_probe.hpp"

#include <charconv>

#include "bots/blocking.hpp"

namespace flumen::bots {
namespace {

/// The value of a metric without labels.
std::optional<double> value_of(std::string_view text, std::string_view name) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ' ') continue;
    line.remove_prefix(name.size() + 1);
    double value = 0;
    if (std::from_chars(line.data(), line.data() + line.size(), value).ec == std::errc{} && value >= 0) return value;
  }
  return std::nullopt;
}

}  // namespace

base::Result<ProcessUsage> usage_from_metrics(std::string_view text) {
  const auto cpu = value_of(text, "process_cpu_seconds_total");
  const auto memory = value_of(text, "process_resident_memory_bytes");
  if (!cpu || !memory || *memory > 1e18) {
    return base::fail(base::Errc::not_found, "the metrics do not tell CPU and memory of the process");
  }
  return ProcessUsage{*cpu, static_cast<std::uint64_t>(*memory)};
}

base::Result<ProcessUsage> ServerProbe::usage() const {
  if (pid_) return process_usage(*pid_);
  boost::asio::io_context context;
  HttpClient client(context.get_executor(), target_);
  const auto answer = run_task(context, client.get("/metrics"));
  if (!answer) return answer.error();
  if (answer->status != 200) return base::fail(base::Errc::not_found, "the server shows no metrics");
  return usage_from_metrics(answer->body);
}

}  // namespace flumen::bots
