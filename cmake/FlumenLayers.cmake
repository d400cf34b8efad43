# A folder of server/ is a layer: one library, one test program, and an include directory of its own
# in which only that folder can be seen. A layer that is not linked cannot be included.
#
#   flumen_layer(world USES base LIBRARIES Boost::json)
#
# compiles server/world/*.cpp into flumen_world, and server/world/*_test.cpp into flumen_world_test.
function(flumen_layer name)
  cmake_parse_arguments(LAYER "" "" "USES;LIBRARIES;PRIVATE_LIBRARIES;TEST_LIBRARIES" ${ARGN})
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  set(window ${CMAKE_BINARY_DIR}/layers/${name})
  file(MAKE_DIRECTORY ${window})
  file(CREATE_LINK ${folder} ${window}/${name} SYMBOLIC)

  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${folder}/*_test.cpp)
  if(tests)
    list(REMOVE_ITEM sources ${tests})
  endif()

  list(TRANSFORM LAYER_USES PREPEND flumen_)
  if(sources)
    add_library(flumen_${name} STATIC ${sources})
    target_include_directories(flumen_${name} PUBLIC ${window})
    target_link_libraries(flumen_${name} PUBLIC ${LAYER_USES} ${LAYER_LIBRARIES} PRIVATE flumen_options ${LAYER_PRIVATE_LIBRARIES})
    flumen_precompile(flumen_${name})
  else()
    add_library(flumen_${name} INTERFACE)
    target_include_directories(flumen_${name} INTERFACE ${window})
    target_link_libraries(flumen_${name} INTERFACE ${LAYER_USES} ${LAYER_LIBRARIES})
  endif()

  if(BUILD_TESTING AND tests)
    add_executable(flumen_${name}_test ${tests})
    target_link_libraries(flumen_${name}_test PRIVATE flumen_${name} flumen_options ${LAYER_PRIVATE_LIBRARIES} ${LAYER_TEST_LIBRARIES} GTest::gmock GTest::gtest_main)
    target_compile_definitions(flumen_${name}_test PRIVATE FLUMEN_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    flumen_precompile(flumen_${name}_test)
    flumen_add_test(${name} flumen_${name}_test)
  endif()
endfunction()

# A whole GoogleTest program is one CTest entry; its XML report is what scripts/test.sh counts the tests by.
function(flumen_add_test name target)
  add_test(NAME ${name} COMMAND ${target} --gtest_brief=1 --gtest_output=xml:${CMAKE_BINARY_DIR}/reports/${name}.xml)
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()

# One precompiled header serves every target: the standard library and Asio are most of the cost.
function(flumen_precompile target)
  if(TARGET flumen_pch)
    target_precompile_headers(${target} REUSE_FROM flumen_pch)
    target_link_libraries(${target} PRIVATE flumen_asio)
  endif()
endfunction()
