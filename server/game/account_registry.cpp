#include "game/account_registry.hpp"

#include <algorithm>
#include <utility>

#include "protocol/encode.hpp"
#include "websocket/frame.hpp"

namespace flumen::game {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

}  // namespace

void AccountRegistry::grant(const Account& account) {
  const SessionAddress& session = account.owner.session;
  switchboard_.send(session.shard, to_session::Granted{session.id});
}

void AccountRegistry::take_over(const SessionAddress& session) {
  switchboard_.send(session.shard, to_session::TakenOver{session.id});
}

bool AccountRegistry::allow_claim(base::UserId user) {
  const auto now = clock_.steady_now();
  if (claim_rates_.size() >= prune_rates_at_) {
    for (auto it = claim_rates_.begin(); it != claim_rates_.end();) {
      it = it->second.is_full(now) ? claim_rates_.erase(it) : std::next(it);
    }
    prune_rates_at_ = std::max(kKeptRates, claim_rates_.size() * 2);
  }
  return claim_rates_[user].allow(claim_rate_, now);
}

void AccountRegistry::receive(to_hub::Claim& message) {
  if (!allow_claim(message.user)) {
    switchboard_.send(message.session.shard, to_session::Denied{message.session.id});
    return;
  }
  Claimant claimant{message.session, std::move(message.username)};
  const auto [it, is_free] = accounts_.try_emplace(message.user);
  Account& account = it->second;
  if (is_free) {
    account.owner = std::move(claimant);
    grant(account);
    return;
  }
  // Of those who wait, only the newest matters.
  Waiting& waiting = account.wait();
  if (waiting.next) take_over(waiting.next->session);
  waiting.next = std::move(claimant);
  take_over(account.owner.session);
}

void AccountRegistry::receive(const to_hub::Playing& message) {
  const auto found = accounts_.find(message.user);
  if (found != accounts_.end() && found->second.owner.session.id == message.session) {
    found->second.character = message.character;
    by_name_[lower(found->second.owner.username)] = message.user;
  }
}

void AccountRegistry::receive(const to_hub::Release& message) {
  const auto found = accounts_.find(message.user);
  if (found == accounts_.end()) return;
  Account& account = found->second;
  const Claimant* next = account.next();
  if (next != nullptr && next->session.id == message.session && account.owner.session.id != message.session) {
    account.waiting->next.reset();
    return;
  }
  if (account.owner.session.id != message.session) return;
  by_name_.erase(lower(account.owner.username));
  const std::unique_ptr<Waiting> waiting = std::move(account.waiting);
  if (waiting && waiting->next) {
    account.owner = std::move(*waiting->next);
    account.character.reset();
    grant(account);
    return;
  }
  accounts_.erase(found);
}

void AccountRegistry::receive(const to_hub::Whisper& message) {
  std::string frame;
  const auto user = by_name_.find(lower(message.to));
  const auto account = user == by_name_.end() ? accounts_.end() : accounts_.find(user->second);
  if (account == accounts_.end()) {
    protocol::append_error(frame, protocol::ErrorCode::player_not_found, "No player of that name is in the world.",
                           message.seq);
    switchboard_.send(message.from.shard,
                      to_session::Deliver{message.from.id, "error",
                                          base::Slice(std::make_shared<const std::string>(std::move(frame)))});
    return;
  }
  const Claimant& receiver = account->second.owner;
  protocol::append_chat(frame, protocol::ChatChannel::whisper, message.from_name, message.from_user, message.text,
                        message.at_ms, receiver.username, {});
  const base::Slice line(std::make_shared<const std::string>(std::move(frame)));
  switchboard_.send(message.from.shard, to_session::Deliver{message.from.id, "chat", line});
  if (!(receiver.session == message.from)) {
    switchboard_.send(receiver.session.shard, to_session::Deliver{receiver.session.id, "chat", line});
  }
}

void AccountRegistry::receive(to_hub::Expel& message) {
  const auto found = accounts_.find(message.user);
  if (found == accounts_.end()) return;  // dropping the message drops its token: nobody to wait for
  Account& account = found->second;
  if (message.character && account.character && account.character != message.character) return;
  account.wait().expelled.push_back(std::move(message.done));
  for (const Claimant* claimant : {&std::as_const(account.owner), account.next()}) {
    if (claimant == nullptr) continue;
    const SessionAddress& session = claimant->session;
    switchboard_.send(session.shard, to_session::Close{session.id, message.code, message.reason});
  }
}

void AccountRegistry::receive(const to_hub::Grown& message) {
  const auto found = accounts_.find(message.user);
  if (found == accounts_.end()) return;
  const SessionAddress& session = found->second.owner.session;
  switchboard_.send(session.shard, to_session::Grown{session.id, message.character, message.growth});
}

}  // namespace flumen::game
