package serve

import (
	"maps"
	"testing"
)

// TestQuiet: each logger begins at the level that Terraform will show, and
// nothing is changed that somebody set.
func TestQuiet(t *testing.T) {
	t.Parallel()
	all := func(level string) map[string]string {
		return map[string]string{"TF_LOG_PROVIDER_GATEHOUSE": level, "TF_LOG_SDK": level, "TF_LOG_SDK_PROTO": level, "TF_LOG_SDK_FRAMEWORK": level}
	}
	for name, c := range map[string]struct{ env, set map[string]string }{
		"nobody asks":                    {map[string]string{}, all("off")},
		"only Terraform's own":           {map[string]string{"TF_LOG_CORE": "TRACE"}, all("off")},
		"only a file":                    {map[string]string{"TF_LOG_PATH": "x.log"}, all("off")},
		"all of it":                      {map[string]string{"TF_LOG": "TRACE"}, nil},
		"all of it as JSON":              {map[string]string{"TF_LOG": "JSON"}, nil},
		"a level":                        {map[string]string{"TF_LOG": "WARN"}, all("WARN")},
		"a level in small letters":       {map[string]string{"TF_LOG": "debug"}, all("debug")},
		"no level that there is":         {map[string]string{"TF_LOG": "1"}, nil},
		"the providers'":                 {map[string]string{"TF_LOG_PROVIDER": "INFO"}, all("INFO")},
		"the providers' before all":      {map[string]string{"TF_LOG": "TRACE", "TF_LOG_PROVIDER": "ERROR"}, all("ERROR")},
		"the providers' off":             {map[string]string{"TF_LOG": "TRACE", "TF_LOG_PROVIDER": "OFF"}, all("OFF")},
		"one logger has a level already": {map[string]string{"TF_LOG_SDK_PROTO": "TRACE"}, map[string]string{"TF_LOG_PROVIDER_GATEHOUSE": "off", "TF_LOG_SDK": "off", "TF_LOG_SDK_FRAMEWORK": "off"}},
	} {
		set := map[string]string{}
		lookup := func(name string) (string, bool) { v, ok := c.env[name]; return v, ok }
		if err := quiet(lookup, func(name, v string) error { set[name] = v; return nil }); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(set, c.set) {
			t.Errorf("%s: %v was set, want %v", name, set, c.set)
		}
	}
}
