# Adds up a log of `ctest -V`: test cases of GoogleTest programs, "N passed, N failed" lines of scripts, else one a test.
# Prints three numbers: passed, failed, skipped.
match($0, /^[0-9]+: /) {
  id = substr($0, 1, RLENGTH - 2)
  rest = substr($0, RLENGTH + 1)
  if (rest ~ /^\[  PASSED  \] [0-9]+ tests?/) { split(rest, w, " "); good[id] += w[4]; counted[id] = 1 }
  else if (rest ~ /^\[  SKIPPED \] [0-9]+ tests?/) { split(rest, w, " "); left[id] += w[4]; counted[id] = 1 }
  else if (rest ~ /^ *[0-9]+ FAILED TESTS?$/) { split(rest, w, " "); bad[id] += w[1]; counted[id] = 1 }
  else if (rest ~ /^[0-9]+ passed, [0-9]+ failed/) { split(rest, w, " "); good[id] += w[1]; bad[id] += w[3]; counted[id] = 1 }
}
/^ *[0-9]+\/[0-9]+ Test +#[0-9]+:/ {
  match($0, /#[0-9]+:/)
  id = substr($0, RSTART + 1, RLENGTH - 2)
  if ($0 ~ /Passed +[0-9.]+ sec/) { if (!counted[id]) good[id] = 1 }
  else if ($0 ~ /\*\*\*Skipped/) { if (!counted[id]) left[id] = 1 }
  else if (!bad[id]) bad[id] = 1
}
END {
  for (id in good) passed += good[id]
  for (id in bad) failed += bad[id]
  for (id in left) skipped += left[id]
  print passed + 0, failed + 0, skipped + 0
}
