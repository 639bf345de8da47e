# Builds the programs into artifacts/. A part is built again only when one of its sources is newer than its stamp.

ARTIFACTS=$WORKBENCH_ROOT/artifacts

# part -> project; all are published ReadyToRun where their project file says so.
declare -A PROGRAMS=(
  [launcher]=src/Workbench.Launcher
  [supervisor]=src/Workbench.Supervisor
  [deidentify]=src/Workbench.Deidentify
  [server]=src/Workbench.Server
  [kernel]=kernels/dotnet/Workbench.Kernel
)

is_stale() {
  local stamp=$1
  shift
  [ -e "$stamp" ] || return 0
  [ -n "$(find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist -o -name artifacts \) -prune -o -type f -newer "$stamp" -print -quit 2>/dev/null)" ]
}

# run_logged LOG COMMAND...: quiet when it works; the end of its output when it fails.
run_logged() {
  local log=$1
  shift
  if ! "$@" >"$log" 2>&1; then
    grep -E 'error|Error|ERR!' "$log" | sort -u | head -n 20 >&2 || true
    fail "this failed: $*" "The whole output is in $log"
  fi
}

# part -> what it is built from, besides the build files in the root.
declare -A SOURCES=(
  [launcher]="src/Workbench.Launcher src/Workbench.Protocol"
  [supervisor]="src/Workbench.Supervisor src/Workbench.Protocol"
  [deidentify]="src/Workbench.Deidentify src/Workbench.Governance src/Workbench.Cohorts src/Workbench.Protocol src/Workbench.Dicom sample-notebooks/data"
  [server]="src/Workbench.Server src/Workbench.Governance src/Workbench.Cohorts src/Workbench.Notebooks src/Workbench.Protocol tests/redteam"
  [kernel]="kernels src/Workbench.Protocol src/Workbench.Dicom"
)

# build_programs [PART...]: all of them when none is named.
build_programs() {
  mkdir -p "$ARTIFACTS/logs"
  local part source sources
  [ $# -gt 0 ] || set -- launcher supervisor deidentify server kernel
  for part in "$@"; do
    sources=("$WORKBENCH_ROOT/Directory.Build.props" "$WORKBENCH_ROOT/Directory.Build.targets" "$WORKBENCH_ROOT/Directory.Packages.props")
    for source in ${SOURCES[$part]}; do sources+=("$WORKBENCH_ROOT/$source"); done
    if is_stale "$ARTIFACTS/$part.stamp" "${sources[@]}"; then
      say_step "Building the $part"
      rm -rf "${ARTIFACTS:?}/$part" "$ARTIFACTS/$part.stamp"
      touch "$ARTIFACTS/$part.stamp.new"
      run_logged "$ARTIFACTS/logs/$part.log" dotnet publish "$WORKBENCH_ROOT/${PROGRAMS[$part]}" -c Release -o "$ARTIFACTS/$part" -nodereuse:false -p:UseSharedCompilation=true
      mv "$ARTIFACTS/$part.stamp.new" "$ARTIFACTS/$part.stamp"
    fi
  done
}

build_web() {
  local web=$WORKBENCH_ROOT/src/web
  install_node_packages "$web" "the web app's packages"
  if is_stale "$ARTIFACTS/web.stamp" "$web"; then
    say_step "Building the web app"
    touch "$ARTIFACTS/web.stamp.new"
    run_logged "$ARTIFACTS/logs/web.log" npm --prefix "$web" run build
    rm -rf "${ARTIFACTS:?}/web"
    cp -r "$web/dist" "$ARTIFACTS/web"
    mv "$ARTIFACTS/web.stamp.new" "$ARTIFACTS/web.stamp"
  fi
}

install_node_packages() {
  local folder=$1 what=$2
  mkdir -p "$ARTIFACTS/logs"
  if [ ! -e "$folder/node_modules/.installed" ] || [ "$folder/package-lock.json" -nt "$folder/node_modules/.installed" ]; then
    say_step "Installing $what"
    (cd "$folder" && run_logged "$ARTIFACTS/logs/npm-$(basename "$folder").log" npm ci --no-audit --no-fund)
    touch "$folder/node_modules/.installed"
  fi
}
