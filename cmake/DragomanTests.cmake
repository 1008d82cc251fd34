# One test program per layer from the x_test.cc files that sit beside their code; then the tests of the whole program.
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
    set_tests_properties(unit.${layer} PROPERTIES LABELS unit TIMEOUT 600)
  endif()
endforeach()

# Rules no compiler checks, headers that compile alone, and a client of the installed library: once, not per sanitizer.
if(NOT DRAGOMAN_SANITIZE)
  include(tests/structure/headers.cmake)
  add_test(NAME structure COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/structure/structure.sh ${CMAKE_CURRENT_SOURCE_DIR} $<TARGET_FILE:dragoman>)
  add_test(NAME install COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/install/install.sh
    ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR} ${CMAKE_COMMAND} ${CMAKE_CXX_COMPILER} ${CMAKE_GENERATOR})
  add_test(NAME shown COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/structure/shown.sh
    ${CMAKE_CURRENT_SOURCE_DIR} $<TARGET_FILE:dragoman_cli> README.md docs/guide.md)
  add_test(NAME codebook COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/structure/codebook.sh ${CMAKE_CURRENT_SOURCE_DIR} $<TARGET_FILE:dragoman_cli>)
  set_tests_properties(structure install shown codebook PROPERTIES LABELS house)
endif()

# Golden cases: texts about invented states and what must be coded from them; the examples of the lexicon; and their readers.
add_executable(test_golden train/golden_test.cc train/examples_test.cc)
target_include_directories(test_golden PRIVATE src .)
target_link_libraries(test_golden PRIVATE dragoman_train GTest::gtest_main fmt::fmt dragoman_flags)
add_test(NAME unit.golden COMMAND test_golden)
add_test(NAME golden COMMAND dragoman_cli --model ${CMAKE_CURRENT_SOURCE_DIR}/models/en.model eval golden ${CMAKE_CURRENT_SOURCE_DIR}/tests/golden)
set_tests_properties(unit.golden PROPERTIES LABELS unit)
add_test(NAME examples COMMAND dragoman_cli --model ${CMAKE_CURRENT_SOURCE_DIR}/models/en.model eval examples ${CMAKE_CURRENT_SOURCE_DIR}/lexicon)
set_tests_properties(golden examples PROPERTIES LABELS golden TIMEOUT 600)

# The trainers: gradients, vectors, lemmas, files written and read back; readers of training data; scorers.
file(GLOB trainer_tests CONFIGURE_DEPENDS train/*_test.cc)
list(FILTER trainer_tests EXCLUDE REGEX "(golden|examples)_test\\.cc$")
add_executable(test_train ${trainer_tests})
target_include_directories(test_train PRIVATE src .)
target_link_libraries(test_train PRIVATE dragoman_train GTest::gtest_main dragoman_flags)
target_compile_definitions(test_train PRIVATE DRAGOMAN_BLOB="${DRAGOMAN_BLOB}" DRAGOMAN_MODEL="${CMAKE_CURRENT_SOURCE_DIR}/models/en.model")
add_dependencies(test_train dragoman_lexicon)
add_test(NAME unit.train COMMAND test_train)
set_tests_properties(unit.train PROPERTIES LABELS unit TIMEOUT 600)

# What strangers send to `dragoman code`.
add_test(NAME bad_input COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/bad_input/run.sh $<TARGET_FILE:dragoman_cli>
  --model ${CMAKE_CURRENT_SOURCE_DIR}/models/en.model)
set_tests_properties(bad_input PROPERTIES LABELS golden TIMEOUT 1200)

# The two seed articles and the questions about them; skipped where they are not beside the tree.
add_executable(test_gold_seeds tests/gold_seeds/code_test.cc tests/gold_seeds/brief_test.cc tests/gold_seeds/ahead_test.cc)
target_link_libraries(test_gold_seeds PRIVATE GTest::gtest_main nlohmann_json::nlohmann_json dragoman_flags)
target_compile_definitions(test_gold_seeds PRIVATE DRAGOMAN_CLI="$<TARGET_FILE:dragoman_cli>"
  DRAGOMAN_MODEL="${CMAKE_CURRENT_SOURCE_DIR}/models/en.model" DRAGOMAN_SEEDS="${CMAKE_CURRENT_SOURCE_DIR}/../shared/seeds")
add_dependencies(test_gold_seeds dragoman_cli dragoman_lexicon)
add_test(NAME gold_seeds COMMAND test_gold_seeds)
set_tests_properties(gold_seeds PROPERTIES LABELS golden TIMEOUT 600)

# The questions that the history tables answer, and the verdicts on the claims about them.
add_executable(test_history tests/gold_seeds/history_test.cc)
target_link_libraries(test_history PRIVATE GTest::gtest_main nlohmann_json::nlohmann_json dragoman_flags)
target_compile_definitions(test_history PRIVATE DRAGOMAN_CLI="$<TARGET_FILE:dragoman_cli>" DRAGOMAN_MODEL="${CMAKE_CURRENT_SOURCE_DIR}/models/en.model"
  DRAGOMAN_SEEDS="" DRAGOMAN_HISTORY="${CMAKE_CURRENT_SOURCE_DIR}/history" DRAGOMAN_CLAIMS="${CMAKE_CURRENT_SOURCE_DIR}/tests/claims")
add_dependencies(test_history dragoman_cli dragoman_lexicon dragoman_history)
add_test(NAME history COMMAND test_history)
set_tests_properties(history PROPERTIES LABELS golden TIMEOUT 600)

# Lexicons of users: checked, compiled, added, compared.
add_test(NAME lexicon COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/lexicon/run.sh ${CMAKE_CURRENT_SOURCE_DIR} $<TARGET_FILE:dragoman_cli> ${DRAGOMAN_BLOB}
  --model ${CMAKE_CURRENT_SOURCE_DIR}/models/en.model)
set_tests_properties(lexicon PROPERTIES LABELS golden)

# What lies ahead, and articles side by side.
add_test(NAME ahead COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/ahead/run.sh ${CMAKE_CURRENT_SOURCE_DIR} $<TARGET_FILE:dragoman_cli>)
set_tests_properties(ahead PROPERTIES LABELS golden TIMEOUT 600)

# Tables of others in the columns of our own.
add_test(NAME import COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/import/run.sh ${CMAKE_CURRENT_SOURCE_DIR} $<TARGET_FILE:dragoman_cli>)
set_tests_properties(import PROPERTIES LABELS golden)

# The verbs that keep articles and ask what was known when.
add_test(NAME archive COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/archive/run.sh ${CMAKE_CURRENT_SOURCE_DIR} $<TARGET_FILE:dragoman_cli>)
add_test(NAME archive_faults COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tests/archive/faults.sh ${CMAKE_CURRENT_SOURCE_DIR} $<TARGET_FILE:dragoman_cli>)
set_tests_properties(archive archive_faults PROPERTIES LABELS golden SKIP_RETURN_CODE 77)  # 77: DuckDB's library is not here
