#include "handlers/api.hpp"

#include <memory>
#include <utility>

#include "handlers/auth_handlers.hpp"
#include "handlers/catalogue_handlers.hpp"
#include "handlers/character_handlers.hpp"
#include "handlers/class_handlers.hpp"
#include "handlers/health_handlers.hpp"
#include "handlers/map_handlers.hpp"

namespace flumen::handlers {
namespace {

/// The member function as a handler that keeps its object alive.
template <class Handlers>
net::Handler bind(std::shared_ptr<Handlers> handlers,
                  base::Task<net::Response> (Handlers::*call)(const net::Request&)) {
  return
      [handlers = std::move(handlers), call](const net::Request& request) { return (handlers.get()->*call)(request); };
}

}  // namespace

void add_api_routes(net::Router& router, const ApiParts& parts, ApiHooks hooks) {
  using net::Method;
  const auto auth = std::make_shared<AuthHandlers>(parts, hooks);
  router.add(Method::post, "/api/v1/register", bind(auth, &AuthHandlers::register_user));
  router.add(Method::post, "/api/v1/login", bind(auth, &AuthHandlers::login));
  router.add(Method::post, "/api/v1/refresh", bind(auth, &AuthHandlers::refresh));
  router.add(Method::post, "/api/v1/logout", bind(auth, &AuthHandlers::logout));
  router.add(Method::get, "/api/v1/me", bind(auth, &AuthHandlers::me));

  const auto characters = std::make_shared<CharacterHandlers>(parts, hooks);
  router.add(Method::get, "/api/v1/characters", bind(characters, &CharacterHandlers::list));
  router.add(Method::post, "/api/v1/characters", bind(characters, &CharacterHandlers::create));
  router.add(Method::del, "/api/v1/characters/{id}", bind(characters, &CharacterHandlers::remove));
  router.add(Method::post, "/api/v1/characters/{id}/select", bind(characters, &CharacterHandlers::select));

  router.add(Method::post, "/api/v1/characters/{id}/points", bind(characters, &CharacterHandlers::spend_points));

  const auto catalogue = std::make_shared<CatalogueHandlers>(parts.data);
  router.add(Method::get, "/api/v1/catalogue", bind(catalogue, &CatalogueHandlers::get));

  const auto classes = std::make_shared<ClassHandlers>(parts.classes);
  router.add(Method::get, "/api/v1/classes", bind(classes, &ClassHandlers::list));

  const auto maps = std::make_shared<MapHandlers>(parts.atlas);
  router.add(Method::get, "/api/v1/maps/{map_id}", bind(maps, &MapHandlers::get));

  const auto health = std::make_shared<HealthHandlers>(parts, std::move(hooks));
  router.add(Method::get, "/healthz", bind(health, &HealthHandlers::alive));
  router.add(Method::get, "/readyz", bind(health, &HealthHandlers::ready));
  router.add(Method::get, "/metrics", bind(health, &HealthHandlers::metrics));
}

}  // namespace flumen::handlers
