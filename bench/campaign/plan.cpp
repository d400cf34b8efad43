#include "bench/campaign/plan.hpp"

#include <algorithm>

namespace flumen::bench {
namespace {

constexpr std::size_t kPlayers = 2500;  // the mission's number
constexpr std::size_t kPlayersPerMap = 50;
constexpr std::size_t kFewPlayers = 500;        // what every peer holds
constexpr std::size_t kFighters = 2150;         // for 1,000 fights at once: most of two players, some with monsters
constexpr double kDuels = 90;                   // percent
constexpr std::size_t kOtherDescriptors = 600;  // log-ins under way, the database, libraries

// A window this long all the time trades latency that nobody needs for CPU: a player still sees a move within 50 ms.
const std::vector<std::string> kLongWindow{"game.flush_window_min=44ms", "game.flush_window_max=44ms"};

std::size_t maps_for(std::size_t players) { return std::max<std::size_t>(1, players / kPlayersPerMap); }

double expected_seconds(const Experiment& experiment) {
  const auto players = static_cast<double>(experiment.load.players);
  return experiment.load.seconds + 3 + players / 800;
}

class Planner {
 public:
  explicit Planner(const Options& options)
      : options_(options), runs_(options.quick ? 1 : 6), fewer_runs_(options.quick ? 1 : 3) {
    seconds_ = options.quick ? 8 : 10;
  }

  std::vector<Step> make() {
    add_flumen();
    for (const Product product : {Product::go, Product::node, Product::colyseus}) add_peer(product);
    std::vector<Step> plan;
    for (int run = 0; run < runs_; ++run) {
      if (run == fewer_runs_) add_searches(plan);  // what is most dear, in the middle of what is repeated
      for (const auto& [step, runs] : repeated_) {
        if (run < runs) add(plan, step);
      }
      const double floor_seconds = options_.quick ? 0.5 : 1;
      add(plan, {"floor", 6 * floor_seconds + 4,
                 FloorRun{{"flumen.w1.json", "flumen.w2.json", "flumen.w3.json"}, floor_seconds}});
      add(plan, {"flumen.cold_start", 2, ColdStart{options_.quick ? 3 : 2}});
    }
    for (const char* layer : {"protocol", "game", "world", "fight", "tls"}) add(plan, micro(layer));
    return plan;
  }

 private:
  void add(std::vector<Step>& plan, Step step) const {
    const auto holds = [&](const std::string& part) { return step.id.find(part) != std::string::npos; };
    if (!options_.only.empty() && std::none_of(options_.only.begin(), options_.only.end(), holds)) return;
    if (std::any_of(options_.skip.begin(), options_.skip.end(), holds)) return;
    plan.push_back(std::move(step));
  }

  void repeat(const Experiment& experiment, int runs) {
    repeated_.push_back({{experiment.id, expected_seconds(experiment), experiment}, runs});
  }

  static Step micro(const std::string& layer) {
    return {"micro." + layer, 12, Microbenchmark{"flumen_" + layer + "_benchmark"}};
  }

  /// W1, W2 or W3, with so many players.
  Experiment workload(Product product, const std::string& name, const std::string& protocol) const {
    Experiment experiment;
    experiment.setup.product = product;
    experiment.load.scenario = name;
    experiment.load.players = kPlayers;
    experiment.load.maps = name == "w3" ? 1 : maps_for(kPlayers);
    experiment.load.moves_per_second = name == "w2" ? 10 : 2;
    experiment.load.seconds = seconds_;
    experiment.load.protocol = protocol;
    experiment.id = std::string(to_string(product)) + "." + name;
    if (product == Product::flumen) experiment.id += "." + protocol;
    return experiment;
  }

  /// W1 with as many players as the weakest of all holds.
  Experiment few_players(Product product) const {
    Experiment experiment = workload(product, "w1", "json");
    experiment.id += ".few";
    experiment.load.players = kFewPlayers;
    experiment.load.maps = maps_for(kFewPlayers);
    experiment.load.seconds = options_.quick ? 4 : 8;
    return experiment;
  }

  void add_flumen() {
    for (const char* name : {"w1", "w2", "w3"}) {
      repeat(workload(Product::flumen, name, "bin"), runs_);
      // Directly after what they are compared with.
      if (std::string_view(name) == "w1" && !options_.quick) add_fights();
      repeat(workload(Product::flumen, name, "json"), fewer_runs_);
    }
    repeat(few_players(Product::flumen), fewer_runs_);

    Experiment economical = workload(Product::flumen, "w1", "bin");
    economical.id = "flumen.w1.economical";
    economical.setup.settings = kLongWindow;
    repeat(economical, runs_);

    Experiment idle = workload(Product::flumen, "w1", "bin");
    idle.id = "flumen.w4";
    idle.load.scenario = "w4";
    idle.load.moves_per_second = 0;
    repeat(idle, fewer_runs_);

    Experiment storm = workload(Product::flumen, "w1", "bin");
    storm.id = "flumen.w5";
    storm.load.scenario = "w5";
    storm.load.players = options_.quick ? 300 : kPlayers;
    storm.load.moves_per_second = 0;
    storm.load.seconds = options_.quick ? 3 : 5;
    storm.load.setup_seconds = 60 + 0.1 * static_cast<double>(storm.load.players);  // hashes take their time
    storm.passwords = Passwords::real;
    repeat(storm, fewer_runs_);
    // What a hash costs differs from minute to minute: it is asked when the log-ins are.
    repeated_.push_back({micro("auth"), fewer_runs_});

    Experiment life = workload(Product::flumen, "w1", "bin");
    life.id = "flumen.w6";
    life.load.scenario = "w6";
    life.load.moves_per_second = 0;
    repeat(life, fewer_runs_);
    if (options_.quick) return;

    Experiment tls = workload(Product::flumen, "w1", "bin");
    tls.id = "flumen.w1.tls";
    tls.load.tls = true;
    repeat(tls, fewer_runs_);
    tls.id = "flumen.w1.tls.json";
    tls.load.protocol = "json";
    repeat(tls, fewer_runs_);

    Experiment threads = workload(Product::flumen, "w1", "bin");
    threads.id = "flumen.w1.two_threads";
    threads.setup.threads = 2;
    threads.setup.settings = kLongWindow;  // or what is won would be spent on a shorter one
    repeat(threads, fewer_runs_);

    for (const std::size_t players : {kFewPlayers, kPlayers, std::size_t{15'000}}) {
      Experiment growth = workload(Product::flumen, "w1", "bin");
      growth.id = "flumen.growth." + std::to_string(players);
      growth.load.players = players;
      growth.load.maps = maps_for(players);
      growth.load.moves_per_second = 0.3;
      growth.setup.settings = kLongWindow;  // or each size would have a window of its own
      repeat(growth, 1);
    }
  }

  void add_fights() {
    Experiment fights = workload(Product::flumen, "w1", "bin");
    fights.id = "flumen.w1.fights";
    fights.load.fighters = kFighters;
    fights.load.duels = kDuels;
    fights.load.setup_seconds = 150;  // most fighters begin on another map than their own, some far away
    fights.setup.settings = {"fights.groups_per_map=12", "fights.group_respawn=1s"};
    repeat(fights, runs_);
  }

  void add_peer(Product product) {
    Experiment few = few_players(product);
    few.setup.maps = few.load.maps;
    repeat(few, fewer_runs_);
    for (const char* name : {"w1", "w2", "w3"}) {
      Experiment experiment = workload(product, name, "json");
      if (options_.quick && experiment.load.scenario != "w1") continue;
      experiment.setup.maps = experiment.load.maps;
      experiment.load.seconds = options_.quick ? 6 : 8;
      // The hubs relay every move at once, and do not hold so many: once shows it.
      repeat(experiment, product == Product::colyseus ? fewer_runs_ : 1);
    }
  }

  void add_searches(std::vector<Step>& plan) const {
    struct Start {
      Product product;
      const char* protocol;
      const char* scenario;
      double begin;
      double limit_ms;  ///< Colyseus's patches alone are 50 ms apart: it is asked for 100
    };
    for (const Start& start :
         {Start{Product::flumen, "bin", "w1", 6500, 50}, Start{Product::flumen, "json", "w1", 6000, 50},
          Start{Product::flumen, "bin", "w6", 14'000, 50}, Start{Product::go, "json", "w1", 1200, 50},
          Start{Product::node, "json", "w1", 1200, 50}, Start{Product::colyseus, "json", "w1", 2500, 100}}) {
      Experiment experiment = workload(start.product, start.scenario, start.protocol);
      experiment.id += ".most_players";
      experiment.load.seconds = seconds_;
      if (std::string_view(start.scenario) == "w6") experiment.load.moves_per_second = 0;
      const SearchOptions search{
          .begin = start.begin, .least = 100, .most = 18'000, .step = 1.4, .precision = 0.08, .probes = 6};
      const double probe = seconds_ + 5 + start.begin / 500;
      add(plan, {experiment.id, search.probes * probe, LimitSearch{experiment, start.limit_ms, search}});
    }
  }

  const Options& options_;
  const int runs_;
  const int fewer_runs_;  // of what varies little, or is only there to compare with
  double seconds_ = 0;
  std::vector<std::pair<Step, int>> repeated_;  // with how many runs each has
};

}  // namespace

std::vector<Step> make_plan(const Options& options) { return Planner(options).make(); }

std::size_t descriptors_needed(const std::vector<Step>& plan) {
  std::size_t players = 0;
  for (const Step& step : plan) {
    if (const auto* experiment = std::get_if<Experiment>(&step.what))
      players = std::max(players, experiment->load.players + experiment->load.fighters);
    if (const auto* search = std::get_if<LimitSearch>(&step.what)) {
      players = std::max(players, static_cast<std::size_t>(search->search.most));
    }
    if (std::holds_alternative<FloorRun>(step.what)) players = std::max(players, 2 * kPlayers);
  }
  return players + kOtherDescriptors;
}

}  // namespace flumen::bench
