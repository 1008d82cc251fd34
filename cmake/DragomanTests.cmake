# One test program per layer from the x_test.cc files that sit beside their code.
foreach(layer IN LISTS layers)
  file(GLOB tests CONFIGURE_DEPENDS src/${layer}/*_test.cc)
  if(tests)
    add_executable(test_${layer} ${tests})
    target_include_directories(test_${layer} PRIVATE src ${XXHASH_INCLUDE_DIR})
    target_link_libraries(test_${layer} PRIVATE dragoman GTest::gtest_main GTest::gmock fmt::fmt nlohmann_json::nlohmann_json dragoman_flags)
    target_compile_definitions(test_${layer} PRIVATE
      DRAGOMAN_SOURCE_DIR="${CMAKE_CURRENT_SOURCE_DIR}" DRAGOMAN_BLOB="${DRAGOMAN_BLOB}")
    add_dependencies(test_${layer} dragoman_lexicon)
    add_test(NAME unit.${layer} COMMAND test_${layer})
  endif()
endforeach()
