# What the host must have: the .NET SDK, Node, and a few Debian packages. As root the packages are installed; otherwise
# the one line that installs them is printed and the command stops.

# bubblewrap makes the sandbox; ipykernel is the Python kernel, pydicom and GDCM read its images; libgomp1 is what LightGBM's native code needs;
# the rest of the base system (util-linux: setpriv, setsid, mount; e2fsprogs: images of home folders) is on every Debian.
PACKAGES_TO_SERVE=(bubblewrap python3-ipykernel python3-pandas libgomp1 util-linux e2fsprogs libcharls2 libopenjp2-7 python3-pydicom python3-gdcm)
# What decodes JPEG-LS and JPEG 2000, and the sandbox in which it does.
PACKAGES_TO_DECODE=(bubblewrap util-linux libcharls2 libopenjp2-7)
# Chromium drives the browser test, jupyter-client is the foreign client, postgresql the other database, libseccomp and podman's policy regenerate the filters,
# dcmtk, dicom3tools and GDCM are the other readers of DICOM, r-cran-irkernel is the R kernel and r-cran-curl its way to cohorts, user-mode-linux runs the limits of control groups version 2.
PACKAGES_TO_TEST=("${PACKAGES_TO_SERVE[@]}" chromium postgresql python3-jupyter-client r-cran-irkernel r-cran-curl user-mode-linux libseccomp2 golang-github-containers-common dcmtk dicom3tools libgdcm-tools)

# The server that people come from, measured beside ours by `./workbench bench sessions`.
PACKAGES_TO_COMPARE=(jupyter-server)

require_toolchains() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing." "Install it (https://dotnet.microsoft.com/download/dotnet/10.0) and run this again."
  local sdk
  sdk=$(cd "$WORKBENCH_ROOT" && dotnet --version 2>/dev/null || true)
  [[ $sdk == 10.* ]] || fail "the .NET 10 SDK is needed, but dotnet answers '${sdk:-nothing}'." "Install it (https://dotnet.microsoft.com/download/dotnet/10.0) and run this again."
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node 20 with npm is missing." "Install Node 20 or newer and run this again."
  local node
  node=$(node --version)
  node=${node#v}
  [ "${node%%.*}" -ge 20 ] || fail "Node 20 or newer is needed, but node is version $node."
}

require_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if ! command -v apt-get >/dev/null; then
    fail "these Debian packages are missing and there is no apt-get here: ${missing[*]}"
  fi
  if [ "$(id -u)" -ne 0 ]; then
    fail "some Debian packages are missing. Install them and run this again:" "sudo apt-get install -y ${missing[*]}"
  fi
  say_step "Installing Debian packages: ${missing[*]}"
  local log
  log=$(mktemp)
  if ! { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" ||
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; }; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail "apt-get could not install: ${missing[*]}" "Its last lines stand above."
  fi
  rm -f "$log"
}
