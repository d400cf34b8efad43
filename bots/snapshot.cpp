#include "bots/snapshot.hpp"

#include <charconv>
#include <stdexcept>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace flumen::bots {
namespace {

namespace json = boost::json;

// Reading and writing go through the same list of fields, so that neither can forget one.
template <class Visitor, class S>
void visit(const Visitor& field, S& snapshot) {
  auto& stats = snapshot.stats;
  field("latency", stats.latency);
  field("lag", stats.lag);
  field("answer", stats.answer);
  field("moves_sent", stats.moves_sent);
  field("moves_expected", stats.moves_expected);
  field("chats_sent", stats.chats_sent);
  field("maps_changed", stats.maps_changed);
  field("bytes_received", stats.bytes_received);
  field("moves_skipped", stats.moves_skipped);
  field("connects_failed", stats.connects_failed);
  field("commands_sent", stats.commands_sent);
  field("fights_ended", stats.fights_ended);
  field("received", stats.received);
  field("corrections", stats.corrections);
  field("fights", stats.fights);
  field("refusals", stats.refusals);
  field("errors", stats.errors);
  field("closes", stats.closes);
  auto& entry = snapshot.entry;
  field("login", entry.login);
  field("entry", entry.entry);
  field("reentry", entry.reentry);
  field("registered", entry.registered);
  field("logged_in", entry.logged_in);
  field("told_to_wait", entry.told_to_wait);
  field("logged_out", entry.logged_out);
  field("cpu_seconds", snapshot.cpu_seconds);
  field("last_problem", snapshot.last_problem);
  field("fatal", snapshot.fatal);
}

class Writer {
 public:
  explicit Writer(json::object& out) : out_(out) {}

  template <class T>
  void operator()(std::string_view name, const T& value) const {
    out_[name] = written(value);
  }

 private:
  template <class T>
  static json::value written(const T& value) {
    return json::value_from(value);
  }
  static json::value written(const Histogram& histogram) {
    return {{"buckets", json::value_from(histogram.buckets())}, {"sum", histogram.sum()}, {"max", histogram.max()}};
  }
  static json::value written(const std::map<std::uint16_t, std::uint64_t>& counts) {
    json::object out;
    for (const auto& [code, count] : counts) out[fmt::format("{}", code)] = count;
    return out;
  }

  json::object& out_;
};

class Reader {
 public:
  explicit Reader(const json::object& in) : in_(in) {}

  template <class T>
  void operator()(std::string_view name, T& value) const {
    read(in_.at(name), value);
  }

 private:
  template <class T>
  static void read(const json::value& from, T& value) {
    value = json::value_to<T>(from);
  }
  static void read(const json::value& from, Histogram& histogram) {
    auto restored = Histogram::restored(json::value_to<std::vector<std::uint64_t>>(from.at("buckets")),
                                        from.at("sum").to_number<double>(), from.at("max").to_number<std::uint64_t>());
    if (!restored) throw std::invalid_argument("no histogram");
    histogram = std::move(*restored);
  }
  static void read(const json::value& from, std::map<std::uint16_t, std::uint64_t>& counts) {
    for (const auto& [key, count] : from.as_object()) {
      std::uint16_t code = 0;
      const std::string_view text = key;
      if (std::from_chars(text.data(), text.data() + text.size(), code).ec != std::errc{}) {
        throw std::invalid_argument("no close code");
      }
      counts[code] = count.to_number<std::uint64_t>();
    }
  }

  const json::object& in_;
};

}  // namespace

void Snapshot::merge(const Snapshot& other) {
  stats.merge(other.stats);
  entry.merge(other.entry);
  cpu_seconds += other.cpu_seconds;
  if (!other.last_problem.empty()) last_problem = other.last_problem;
  if (fatal.empty()) fatal = other.fatal;
}

std::string to_line(const Snapshot& snapshot) {
  json::object out;
  visit(Writer(out), snapshot);
  return json::serialize(out);
}

base::Result<Snapshot> snapshot_from_line(std::string_view line) {
  try {
    Snapshot out;
    const json::value document = json::parse(line);
    visit(Reader(document.as_object()), out);
    return out;
  } catch (const std::exception& error) {
    // Boost.JSON throws for what is missing, mistyped or no JSON.
    return base::fail(base::Errc::corrupt, std::string("no snapshot: ") + error.what());
  }
}

}  // namespace flumen::bots
