package acctest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/go-version"
)

// CLI is the command line that the tests drive.
type CLI struct {
	Path     string
	OpenTofu bool
	Version  *version.Version
}

var findCLI = sync.OnceValues(func() (CLI, error) {
	// The user's own settings and the network have no part in a test.
	for k, v := range map[string]string{"TF_CLI_CONFIG_FILE": os.DevNull, "CHECKPOINT_DISABLE": "1"} {
		if err := os.Setenv(k, v); err != nil {
			return CLI{}, err
		}
	}
	cli, err := identify(candidate())
	if err != nil {
		return cli, err
	}
	if err := os.Setenv("TF_ACC_TERRAFORM_PATH", cli.Path); err != nil {
		return cli, err
	}
	if cli.OpenTofu { // else plugin-testing takes the namespace "-", which OpenTofu refuses
		err = os.Setenv("TF_ACC_PROVIDER_NAMESPACE", "hashicorp")
	}
	return cli, err
})

// candidate is what TF_ACC_TERRAFORM_PATH names, else the newest Terraform
// that `make tools` built, else the one on the PATH.
func candidate() string {
	if p := os.Getenv("TF_ACC_TERRAFORM_PATH"); p != "" {
		return p
	}
	dir := os.Getenv("GATEHOUSE_TOOLS")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "terraform"
		}
		dir = filepath.Join(cache, "gatehouse-tools")
	}
	built, _ := filepath.Glob(filepath.Join(dir, "terraform-*", "terraform"))
	if len(built) == 0 {
		return "terraform"
	}
	return slices.MaxFunc(built, func(a, b string) int { return versionOf(a).Compare(versionOf(b)) })
}

// versionOf reads the version out of a path like …/terraform-1.14.8/terraform.
func versionOf(path string) *version.Version {
	v, err := version.NewVersion(strings.TrimPrefix(filepath.Base(filepath.Dir(path)), "terraform-"))
	if err != nil {
		return version.Must(version.NewVersion("0"))
	}
	return v
}

// identify asks the program itself what it is: OpenTofu numbers its versions
// differently, so that a version alone says nothing.
func identify(name string) (CLI, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return CLI{}, err
	}
	out, err := exec.Command(path, "version").Output() //nolint:noctx // the tests' own command line
	if err != nil {
		return CLI{}, err
	}
	raw, err := exec.Command(path, "version", "-json").Output() //nolint:noctx // as above
	if err != nil {
		return CLI{}, err
	}
	var answer struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal(raw, &answer); err != nil {
		return CLI{}, err
	}
	v, err := version.NewVersion(answer.Version)
	return CLI{Path: path, OpenTofu: strings.HasPrefix(string(out), "OpenTofu"), Version: v}, err
}

// UseCLI is the command line that the tests drive; without one the test fails.
func UseCLI(t testing.TB) CLI {
	t.Helper()
	cli, err := findCLI()
	if err != nil {
		t.Fatalf("no command line to test with: %v. Run `make test`, which builds one, or set TF_ACC_TERRAFORM_PATH.", err)
	}
	return cli
}

// Program is the path of the command line that the tests drive.
func Program(t testing.TB) string {
	t.Helper()
	return UseCLI(t).Path
}

// Needs skips the test, and says so, unless the command line has a feature.
// Empty means that no version of that program has it.
func Needs(t testing.TB, feature, terraform, openTofu string) {
	t.Helper()
	cli := UseCLI(t)
	name, from := "Terraform", terraform
	if cli.OpenTofu {
		name, from = "OpenTofu", openTofu
	}
	if from == "" {
		t.Skipf("not run: %s are not in %s", feature, name)
	}
	if cli.Version.Core().LessThan(version.Must(version.NewVersion(from))) {
		t.Skipf("not run: %s need %s %s, this is %s", feature, name, from, cli.Version)
	}
}

// NeedsIdentity skips where the command line keeps no resource identity.
func NeedsIdentity(t testing.TB) { t.Helper(); Needs(t, "resource identities", "1.12.0", "1.12.0") }

// HasQuery tells whether the command line has list resources.
func (c CLI) HasQuery() bool {
	return !c.OpenTofu && c.Version.Core().GreaterThanOrEqual(version.Must(version.NewVersion("1.14.0")))
}

// NeedsQuery skips where the command line has no list resources.
func NeedsQuery(t testing.TB) { t.Helper(); Needs(t, "list resources", "1.14.0", "") }

// NeedsActions skips where the command line has no actions.
func NeedsActions(t testing.TB) { t.Helper(); Needs(t, "actions", "1.14.0", "") }
