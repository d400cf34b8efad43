# Everything Flumen stands on, by the names Debian 12 packages it under (scripts/dependencies.txt).

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(CLI11 REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(jwt REQUIRED IMPORTED_TARGET libjwt)
pkg_check_modules(hiredis REQUIRED IMPORTED_TARGET hiredis)
if(BUILD_TESTING)
  find_package(GTest REQUIRED)
endif()
if(FLUMEN_BENCHMARKS)
  find_package(benchmark REQUIRED)
endif()

# SOCI ships no usable CMake configuration on Debian.
find_path(SOCI_INCLUDE_DIR soci/soci.h REQUIRED)
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_POSTGRESQL soci_postgresql REQUIRED)
find_library(SOCI_SQLITE3 soci_sqlite3 REQUIRED)
add_library(flumen_soci INTERFACE)
target_include_directories(flumen_soci SYSTEM INTERFACE ${SOCI_INCLUDE_DIR} /usr/include/postgresql)
target_link_libraries(flumen_soci INTERFACE ${SOCI_CORE} ${SOCI_POSTGRESQL} ${SOCI_SQLITE3})

# Boost.Asio and Beast are header-only; these settings must agree in every translation unit.
add_library(flumen_asio INTERFACE)
target_link_libraries(flumen_asio INTERFACE Boost::headers Threads::Threads)
target_compile_definitions(flumen_asio INTERFACE
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
