package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// try prepares an example for whoever follows its guide by hand: the provider
// of this source tree, a copy of the example beside the modules, and a simulator
// that goes on after this program, with the tenant that the example's tenant.yaml
// describes.
func try(ctx context.Context, out io.Writer, example string) (err error) {
	source := filepath.Join("examples", filepath.FromSlash(example))
	if _, err := os.Stat(source); err != nil {
		return fmt.Errorf("there is no %s: EXAMPLE is one of the folders in examples/", source)
	}
	dir, err := os.MkdirTemp("", "gatehouse-try-")
	if err != nil {
		return err
	}
	var s simulator
	defer func() {
		if err != nil {
			err = errors.Join(err, s.stop(), os.RemoveAll(dir))
		}
	}()
	w, err := workspace.New(ctx, dir, ".", source, "")
	if err != nil {
		return err
	}
	if beside := filepath.Join(filepath.Dir(w.Dir), "modules"); !strings.HasPrefix(example, "modules") {
		if err := os.CopyFS(beside, os.DirFS(filepath.Join("examples", "modules"))); err != nil {
			return err
		}
	}
	seed := filepath.Join(w.Dir, "tenant.yaml")
	if _, err := os.Stat(seed); err != nil {
		seed = ""
	}
	exports := filepath.Join(dir, "try.env")
	if err := s.start(ctx, dir, exports, seed); err != nil {
		return err
	}
	if err := s.commands(ctx, w, dir, exports); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s, the provider of this folder and a simulator are ready for examples/%s. In this shell:\n\n"+
		"  cd %s\n  . %s\n\nThen follow the guide. What the platforms hold: %s/_sim/\nEnd it: kill %d; rm -r %s\n",
		w.Name, example, w.Dir, exports, s.env["OKTA_ORG_URL"], s.pid(), dir)
	return err
}

// commands puts the programs that guides call on the PATH of who reads the
// exports. Where the tenant has just one API instance, they tell its address, and
// the instance itself where the example asks for it.
func (s *simulator) commands(ctx context.Context, w *workspace.Workspace, dir, exports string) error {
	if err := os.Symlink(w.CLI, filepath.Join(dir, "bin", "terraform")); err != nil {
		return err
	}
	lines := fmt.Sprintf("export PATH='%s':\"$PATH\"\n", filepath.Join(dir, "bin"))
	apis := "/apimanager/api/v1/organizations/" + s.env["ANYPOINT_ORGANIZATION_ID"] + "/environments/" + s.env["ANYPOINT_ENVIRONMENT_ID"] + "/apis"
	all, err := s.anypoint(ctx, "GET", apis, nil)
	if err != nil {
		return err
	}
	if assets, _ := all["assets"].([]any); len(assets) == 1 {
		if list, _ := dig(assets[0], "apis").([]any); len(list) == 1 {
			id := fmt.Sprintf("%.0f", dig(list[0], "id"))
			api, err := s.anypoint(ctx, "GET", apis+"/"+id, nil)
			if err != nil {
				return err
			}
			proxy, err := url.Parse(fmt.Sprint(dig(api, "endpoint", "proxyUri")))
			if err != nil {
				return err
			}
			lines += fmt.Sprintf("export API_URL='%s'\n", s.env["GATEWAY_URL"]+proxy.Path)
			if variables, err := os.ReadFile(filepath.Join(w.Dir, "variables.tf")); err == nil && bytes.Contains(variables, []byte("api_instance_id")) {
				lines += fmt.Sprintf("export TF_VAR_api_instance_id='%s'\n", id)
			}
		}
	}
	f, err := os.OpenFile(exports, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(lines)
	return errors.Join(err, f.Close())
}
