#include "handlers/message_dispatch.hpp"

#include <array>
#include <utility>

#include "protocol/binary.hpp"
#include "protocol/encode.hpp"
#include "websocket/frame.hpp"

namespace flumen::handlers {
namespace {

using game::PlayerSession;
using protocol::ClientMessage;
using protocol::ClientMessageType;
using protocol::ErrorCode;
using State = PlayerSession::State;

/// In which states of the session a message makes sense.
enum class Requires : std::uint8_t { nothing, in_world, on_map };

/// What a message that came in another state is answered with.
enum class Otherwise : std::uint8_t { error, ignore };

struct Call {
  PlayerSession& session;
  ClientMessage& message;
  const base::Clock& clock;
};

template <class Body>
Body& body(Call& call) {
  return std::get<Body>(call.message.body);
}

struct Row {
  ClientMessageType type;
  Requires needs;
  Otherwise otherwise;
  void (*handle)(Call&);
};

constexpr std::array<Row, 7> kTable{{
    // A move that was under way when the map changed is nobody's fault, and the position is about to be told.
    {ClientMessageType::player_move, Requires::on_map, Otherwise::ignore,
     [](Call& call) {
       call.session.move(body<protocol::PlayerMove>(call), call.clock.steady_now(), call.message.seq);
     }},
    {ClientMessageType::change_map, Requires::on_map, Otherwise::error,
     [](Call& call) { call.session.change_map(body<protocol::ChangeMap>(call), call.message.seq); }},
    {ClientMessageType::chat, Requires::on_map, Otherwise::error,
     [](Call& call) { call.session.chat(std::move(body<protocol::Chat>(call)), call.message.seq); }},
    {ClientMessageType::get_players, Requires::on_map, Otherwise::error,
     [](Call& call) { call.session.list_players(call.message.seq); }},
    {ClientMessageType::ping, Requires::nothing, Otherwise::error,
     [](Call& call) {
       std::string frame;
       protocol::append_pong(frame, body<protocol::Ping>(call).t, base::to_unix_ms(call.clock.system_now()),
                             call.message.seq);
       call.session.send(std::move(frame), "pong");
     }},
    {ClientMessageType::auth, Requires::nothing, Otherwise::error,
     [](Call& call) {
       call.session.send_error(ErrorCode::invalid_message, "This session is authenticated already.", call.message.seq);
     }},
    {ClientMessageType::combat, Requires::in_world, Otherwise::error,
     [](Call& call) {
       call.session.send_error(ErrorCode::unsupported, "This server has no fights yet.", call.message.seq);
     }},
}};

bool is_fulfilled(Requires needs, const PlayerSession& session) {
  switch (needs) {
    case Requires::nothing:
      return true;
    case Requires::in_world:
      return session.in_world();
    case Requires::on_map:
      return session.state() == State::kOnMap;
  }
  return false;
}

}  // namespace

void MessageDispatch::receive(std::string_view text) { receive(&protocol::decode_client_message, text); }

void MessageDispatch::receive_binary(std::string_view message) { receive(&protocol::decode_binary_message, message); }

void MessageDispatch::receive(protocol::Decoded (*decode)(std::string_view), std::string_view bytes) {
  if (!session_.allow_message()) {
    observer_.on_message_in(ClientMessageType::unknown);
    return;
  }
  auto decoded = decode(bytes);
  if (const auto* error = std::get_if<protocol::DecodeError>(&decoded)) {
    observer_.on_message_in(ClientMessageType::unknown);
    return refuse(error->code, error->sentence, error->seq);
  }
  bad_in_row_ = 0;
  auto& message = std::get<ClientMessage>(decoded);
  const ClientMessageType type = protocol::type_of(message);
  observer_.on_message_in(type);

  const Row& row = kTable[static_cast<std::size_t>(type)];
  if (is_fulfilled(row.needs, session_)) {
    Call call{session_, message, clock_};
    row.handle(call);
  } else if (row.otherwise == Otherwise::error) {
    session_.send_error(ErrorCode::not_ready, "The world is not ready for this yet; wait for players_list.",
                        message.seq);
  }
}

void MessageDispatch::refuse(ErrorCode code, std::string_view sentence, game::Seq seq) {
  session_.send_error(code, sentence, seq);
  if (++bad_in_row_ > options_.max_bad_messages) {
    session_.close(websocket::kPolicyViolation, "Too many messages in a row that cannot be understood.");
  }
}

}  // namespace flumen::handlers
