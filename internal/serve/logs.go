package serve

import "strings"

// level is the variable that asks for a provider's log, and the ones that
// Terraform looks at before and after it.
const (
	everything   = "TF_LOG"
	allProviders = "TF_LOG_PROVIDER"
	thisProvider = "TF_LOG_PROVIDER_GATEHOUSE"
	sdk          = "TF_LOG_SDK"
)

// loggers are the variables that set the level of what this program writes:
// the provider's own lines, the protocol's, and the framework's.
var loggers = []string{thisProvider, sdk, sdk + "_PROTO", sdk + "_FRAMEWORK"}

// quiet keeps log lines from being formatted that nobody will read. The
// loggers of plugins begin at TRACE and leave it to Terraform to throw away
// what was not asked for; a quarter of a plan's processor time went there.
// What Terraform shows is decided by the environment, which this process
// shares, so that each logger can begin at the level that will be shown. A
// variable that is set for one logger is left as it is.
func quiet(lookup func(string) (string, bool), set func(string, string) error) error {
	wanted := "off"
	for _, name := range []string{allProviders, everything} { // the first that is set decides, as in Terraform
		if v, _ := lookup(name); v != "" {
			wanted = v
			break
		}
	}
	switch strings.ToLower(wanted) {
	case "trace", "json": // the loggers' own beginning; json is TRACE in another form
		return nil
	case "debug", "info", "warn", "error", "off":
	default:
		return nil // Terraform takes what it does not know for TRACE
	}
	for _, name := range loggers {
		if v, _ := lookup(name); v != "" {
			continue
		}
		if err := set(name, wanted); err != nil {
			return err
		}
	}
	return nil
}
