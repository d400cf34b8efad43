# Warnings, sanitizers and the compiler cache, for every target of the project.

option(FLUMEN_BENCHMARKS "Build the microbenchmarks" OFF)
set(FLUMEN_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Precompiled headers need these two, or every hit becomes a miss.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(flumen_options INTERFACE)
target_compile_options(flumen_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-align
  -Woverloaded-virtual -Wimplicit-fallthrough -Wextra-semi
  -Werror -fno-math-errno)
# GCC 12 takes the inlined operators new and delete of Asio's coroutine frames for a mismatched pair.
target_compile_options(flumen_options INTERFACE -Wno-mismatched-new-delete)
# Once it inlines std::string, GCC 12 reports overlaps and bounds that are not there (GCC bug 105329 and its kin).
target_compile_options(flumen_options INTERFACE
  $<$<NOT:$<CONFIG:Debug>>:-Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread>)
target_compile_options(flumen_options INTERFACE $<$<CONFIG:Debug>:-O1>)
# Debian builds its packages with the same hardening.
target_compile_options(flumen_options INTERFACE -fstack-protector-strong -fPIE)
target_compile_definitions(flumen_options INTERFACE
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_link_options(flumen_options INTERFACE -pie -Wl,-z,relro -Wl,-z,now)
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")

if(FLUMEN_SANITIZE)
  # Instrumented code makes GCC 12 see uninitialised values inside Result, and fences in Asio that TSan cannot model.
  target_compile_options(flumen_options INTERFACE -Wno-maybe-uninitialized)
  if(FLUMEN_SANITIZE STREQUAL "thread")
    # The other builds decide about warnings: what this one adds to them is false.
    target_compile_options(flumen_options INTERFACE -Wno-tsan -Wno-error
      -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
  target_compile_options(flumen_options INTERFACE
    -fsanitize=${FLUMEN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(flumen_options INTERFACE -fsanitize=${FLUMEN_SANITIZE})
endif()
