# `./workbench test`: everything that has to hold, in the order in which a failure is cheapest to see.

command_test() {
  parse_options test "" "$@"
  local part parts=("${WORDS[@]}")
  [ ${#parts[@]} -gt 0 ] || parts=(dotnet web browser)
  for part in "${parts[@]}"; do
    case $part in dotnet | web | browser) ;; *) fail_unknown "part of the tests" "$part" dotnet web browser ;; esac
  done
  require_toolchains
  require_packages "${PACKAGES_TO_TEST[@]}"
  PASSED=0 FAILED=0
  RESULTS=$ARTIFACTS/test-results
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  for part in "${parts[@]}"; do "check_$part"; done
  echo "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ] && [ "$PASSED" -gt 0 ]
}

check_dotnet() {
  say_step "Building the solution"
  mkdir -p "$ARTIFACTS/logs"
  run_logged "$ARTIFACTS/logs/build.log" dotnet build "$WORKBENCH_ROOT/Workbench.sln" -c Release -nodereuse:false -p:UseSharedCompilation=true
  build_programs
  build_web
  install_node_packages "$WORKBENCH_ROOT/tests/jupyterlab-services" "the foreign client's packages"
  local project name
  for project in "$WORKBENCH_ROOT"/tests/*.Tests; do
    name=$(basename "$project")
    say_step "Testing $name"
    run_dotnet_tests "$project" "$name"
    count_trx "$RESULTS/$name.trx" "$RESULTS/$name.log"
  done
}

run_dotnet_tests() {
  local project=$1 name=$2
  shift 2
  dotnet test "$project" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$RESULTS" \
    --blame-hang-timeout 5m "$@" >"$RESULTS/$name.log" 2>&1 || true
}

# Adds a .NET test project's counts; a project whose results are missing counts as a failure. Tests against real processes meet
# a machine's hiccups: the few that failed run once more, alone, and what passes only then is named as unsteady.
count_trx() {
  local trx=$1 log=$2 name passed failed again unsteady
  name=$(basename "$trx" .trx)
  if [ ! -e "$trx" ]; then
    tail -n 30 "$log"
    FAILED=$((FAILED + 1))
    return
  fi
  passed=$(trx_passed "$trx")
  failed=$(trx_failed "$trx")
  # What ended the run before its results were whole (a crash, a hang) is a failure too.
  if [ "$failed" -eq 0 ] && grep -qE 'Test Run (Aborted|Failed)|The active test run was aborted' "$log"; then failed=1; fi
  if [ "$failed" -gt 0 ]; then grep -vE '^\s*$' "$log" | grep -A 25 -E '\[FAIL\]|Error Message|Failed |aborted' | head -n 120; fi
  mapfile -t again < <(trx_failed_names "$trx")
  if may_be_unsteady "${again[@]}"; then
    say_notice "Once more: ${again[*]}"
    run_dotnet_tests "$WORKBENCH_ROOT/tests/$name" "$name-again" --filter "$(printf '|FullyQualifiedName=%s' "${again[@]}" | cut -c2-)"
    if [ -e "$RESULTS/$name-again.trx" ] && [ "$(trx_failed "$RESULTS/$name-again.trx")" -eq 0 ] && [ "$(trx_passed "$RESULTS/$name-again.trx")" -ge "${#again[@]}" ]; then
      unsteady=$failed
      say_notice "Unsteady, passed only alone: ${again[*]}"
      passed=$((passed + unsteady)) failed=0
    fi
  fi
  say_notice "$passed passed, $failed failed"
  PASSED=$((PASSED + passed))
  FAILED=$((FAILED + failed))
}

# A few failures may be hiccups, many are not; and what guards a boundary must hold every time, so it gets no second try.
may_be_unsteady() { [ $# -ge 1 ] && [ $# -le 5 ] && ! printf '%s\n' "$@" | grep -qiE "$GUARDS"; }

GUARDS='wall|attack|redteam|canar|planted|leak|escape|boundar|revo[ck]|audit|reference'

trx_passed() { grep -o '<Counters [^>]*' "$1" | grep -o ' passed="[0-9]*"' | grep -o '[0-9]*'; }

trx_failed() { grep -o '<Counters [^>]*' "$1" | sed -E 's/.* total="([0-9]+)".* passed="([0-9]+)".*/\1 \2/' | awk '{print $1 - $2}'; }

# Full names of the failed tests, a theory's once for all its rows.
trx_failed_names() { grep -o '<UnitTestResult [^>]*' "$1" | grep 'outcome="Failed"' | grep -o 'testName="[^"(]*' | sed 's/testName="//' | sort -u; }

check_web() {
  build_web
  say_step "Checking the web app"
  if npm --prefix "$WORKBENCH_ROOT/src/web" run check >"$RESULTS/web.log" 2>&1; then
    count_lines "$RESULTS/web.log"
  else
    tail -n 60 "$RESULTS/web.log"
    FAILED=$((FAILED + 1))
  fi
}

# The story in a real browser against `./workbench up` on a data folder of its own.
check_browser() {
  build_programs
  build_web
  install_node_packages "$WORKBENCH_ROOT/tests/browser" "the browser test's packages"
  say_step "Testing in the browser"
  if (cd "$WORKBENCH_ROOT/tests/browser" && npm test) >"$RESULTS/browser.log" 2>&1; then
    count_lines "$RESULTS/browser.log"
  else
    tail -n 80 "$RESULTS/browser.log"
    count_lines "$RESULTS/browser.log"
    repeat_browser || FAILED=$((FAILED + 1))
  fi
}

# The same for the files of browser tests: one whose failed tests guard nothing runs once more.
repeat_browser() {
  local files failed
  mapfile -t files < <(grep -oE '^test at [a-z-]+\.test\.mjs' "$RESULTS/browser.log" | cut -c9- | sort -u)
  mapfile -t failed < <(sed -n '/failing tests:/,$p' "$RESULTS/browser.log" | grep -E '^✖ ' | tail -n +2)
  [ "${#files[@]}" -eq 1 ] && may_be_unsteady "${failed[@]}" || return 1
  say_notice "Once more: ${files[0]}"
  (cd "$WORKBENCH_ROOT/tests/browser" && node --test "${files[0]}") >"$RESULTS/browser-again.log" 2>&1 || { tail -n 60 "$RESULTS/browser-again.log"; return 1; }
  say_notice "Unsteady, passed only alone: ${failed[*]}"
  PASSED=$((PASSED + ${#failed[@]}))
}

# Adds the passed tests that a Node runner counted: "# pass 12" of node --test, "Tests  12 passed" of Vitest.
count_lines() {
  local passed
  passed=$(sed -E 's/\x1b\[[0-9;]*m//g' "$1" | grep -oE '(^# pass [0-9]+|^ℹ pass [0-9]+|Tests +([0-9]+ failed \| )?[0-9]+ passed)' | grep -oE '[0-9]+' | tail -n 1)
  say_notice "${passed:-0} passed"
  PASSED=$((PASSED + ${passed:-0}))
}
