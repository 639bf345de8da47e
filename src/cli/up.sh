# `./workbench up`: from a fresh machine to a served page.

command_up() {
  parse_options up "data= port= no-demo" "$@"
  refuse_words up
  PORT=${OPTION[port]:-8888}
  [[ $PORT =~ ^[0-9]+$ ]] && [ "$PORT" -ge 1024 ] && [ "$PORT" -le 65535 ] ||
    fail "--port must be a number from 1024 to 65535, not '$PORT'."
  choose_data_folder
  require_toolchains
  require_free_port
  require_packages "${PACKAGES_TO_SERVE[@]}"
  build_programs
  build_web
  make_data_folder
  make_warm_settings
  lock_data_folder
  install_runtime
  initialise_data
  serve
}

# One `up` per data folder; the lock goes with this shell and is handed to no program.
lock_data_folder() {
  exec 9>"$DATA/run/up.lock"
  flock --nonblock 9 || fail "another Workbench already serves $DATA." "Stop it first, or name another folder with --data DIR."
}

require_free_port() {
  if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
    fail "port $PORT is in use on this machine." "Name another with --port N, or stop what listens there."
  fi
}

# First start: databases, and the demo's raw sources, people, cohorts and snapshots.
initialise_data() {
  local runtime=$DATA/runtime demo=()
  [ -z "${OPTION[no-demo]:-}" ] || demo=(--no-demo)
  if [ ! -e "$DATA/server/.initialised" ]; then
    [ -n "${OPTION[no-demo]:-}" ] || {
      say_step "Writing the demo's raw data (public tables with synthetic identities)"
      as_raw "$runtime/deidentify/Workbench.Deidentify" demo --data "$DATA" --demo-content "$runtime/demo-content"
    }
    say_step "Creating the databases"
    as_server "$runtime/server/Workbench.Server" init --data "$DATA" --samples "$runtime/samples" "${demo[@]}"
    as_server touch "$DATA/server/.initialised"
  else
    as_server "$runtime/server/Workbench.Server" init --data "$DATA" --samples "$runtime/samples" --migrate-only
  fi
  as_raw "$runtime/deidentify/Workbench.Deidentify" build --all --data "$DATA"
}

serve() {
  local runtime=$DATA/runtime
  say_step "Starting"
  touch "$DATA/logs/launcher.log" "$DATA/logs/server.log"
  rm -f "$DATA/run/launcher.sock"
  local launcher=("$runtime/launcher/Workbench.Launcher" serve --data "$DATA" --runtime "$runtime")
  if [ "$(id -u)" -eq 0 ]; then
    launcher+=(--server-uid $SERVER_UID --raw-uid $RAW_UID --first-session-uid $FIRST_SESSION_UID --last-session-uid $LAST_SESSION_UID)
  fi
  "${launcher[@]}" >>"$DATA/logs/launcher.log" 2>&1 9>&- &
  LAUNCHER_PID=$!
  SERVER_PID=
  STOPPING=
  trap stop_serving INT TERM
  wait_for_launcher
  become_server "$runtime/server/Workbench.Server" serve --data "$DATA" --port "$PORT" --web "$runtime/web" --samples "$runtime/samples" >>"$DATA/logs/server.log" 2>&1 9>&- &
  SERVER_PID=$!
  wait_until_healthy
  "$runtime/launcher/Workbench.Launcher" check | sed 's/^/        /' || true
  if [ "$(id -u)" -ne 0 ]; then
    say_notice "Without root all sessions share your uid: the sandbox's mounts alone keep them apart (docs/boundaries.md)."
  fi
  say_step "Workbench is at http://127.0.0.1:$PORT"
  as_server "$runtime/server/Workbench.Server" links --data "$DATA" --port "$PORT" | sed 's/^/        /'
  say_notice "Data: $DATA   Logs: $DATA/logs   Stop: Ctrl+C"
  wait "$SERVER_PID" || true
  [ -n "$STOPPING" ] || { stop_serving; fail "the server ended by itself. The end of its log:" "$(tail -n 5 "$DATA/logs/server.log")"; }
  wait
}

# The server asks the launcher once, at its start, which sessions live on; so the launcher has to answer first.
wait_for_launcher() {
  local tries
  for tries in $(seq 1 100); do
    if [ -S "$DATA/run/launcher.sock" ] && kill -0 "$LAUNCHER_PID" 2>/dev/null; then return; fi
    kill -0 "$LAUNCHER_PID" 2>/dev/null || fail "the launcher did not start. The end of its log:" "$(tail -n 15 "$DATA/logs/launcher.log")"
    sleep 0.1
  done
  fail "the launcher did not answer within 10 seconds. Its log: $DATA/logs/launcher.log"
}

wait_until_healthy() {
  local tries
  for tries in $(seq 1 300); do
    [ -z "$STOPPING" ] || exit 130
    if ! kill -0 "$SERVER_PID" 2>/dev/null; then
      stop_serving
      fail "the server did not start. The end of its log:" "$(tail -n 15 "$DATA/logs/server.log")"
    fi
    if node -e "fetch('http://127.0.0.1:$PORT/healthz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))" 2>/dev/null; then return; fi
    sleep 0.2
  done
  stop_serving
  fail "the server did not answer within a minute. Its log: $DATA/logs/server.log"
}

stop_serving() {
  STOPPING=yes
  if [ -n "$SERVER_PID" ]; then
    kill -TERM "$SERVER_PID" 2>/dev/null || true
    wait "$SERVER_PID" 2>/dev/null || true
  fi
  kill -TERM "$LAUNCHER_PID" 2>/dev/null || true
  wait "$LAUNCHER_PID" 2>/dev/null || true
}
