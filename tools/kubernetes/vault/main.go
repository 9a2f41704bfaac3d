// HashiCorp Vault's core and its HTTP interface with the transit secrets engine and the Kubernetes auth method, and none
// of its other engines: those bring a driver for each database and cloud, and take a quarter of an hour to build.
// Initializing, unsealing and everything else is done by its API, as with the vault program.
//
//	vault --listen 127.0.0.1:8200 --data DIRECTORY --certificate FILE   until it is told to end; FILE gets what it is
//	                                                                    to be trusted by
//	vault --version
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/hashicorp/go-hclog"
	kubernetes "github.com/hashicorp/vault-plugin-auth-kubernetes"
	"github.com/hashicorp/vault/builtin/logical/transit"
	vaulthttp "github.com/hashicorp/vault/http"
	"github.com/hashicorp/vault/internalshared/configutil"
	"github.com/hashicorp/vault/sdk/helper/consts"
	"github.com/hashicorp/vault/sdk/logical"
	"github.com/hashicorp/vault/sdk/physical/file"
	"github.com/hashicorp/vault/vault"
	"github.com/hashicorp/vault/version"
)

const (
	longestLease = 768 * time.Hour
	grace        = 5 * time.Second
)

func main() {
	listen := flag.String("listen", "127.0.0.1:8200", "address and port")
	data := flag.String("data", "", "the directory that it keeps everything in")
	certificate := flag.String("certificate", "", "the file that it writes its own certificate to")
	said := flag.Bool("version", false, "say the version and end")
	flag.Parse()
	if *said {
		fmt.Println(version.GetVersion().VersionNumber())
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *listen, *data, *certificate); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run returns when the context ends, or when it cannot listen.
func run(ctx context.Context, listen, data, certificate string) error {
	own, err := ownCertificate(listen, certificate)
	if err != nil {
		return err
	}
	logger := hclog.New(&hclog.LoggerOptions{Name: "vault", Output: os.Stderr})
	storage, err := file.NewFileBackend(map[string]string{"path": data}, logger.Named("storage"))
	if err != nil {
		return err
	}
	core, err := vault.NewCore(&vault.CoreConfig{
		Physical:           storage,
		StorageType:        "file",
		LogicalBackends:    map[string]logical.Factory{"transit": transit.Factory},
		CredentialBackends: map[string]logical.Factory{"kubernetes": kubernetes.Factory},
		BuiltinRegistry:    noPlugins{},
		DisableMlock:       true,
		DefaultLeaseTTL:    longestLease,
		MaxLeaseTTL:        longestLease,
		Logger:             logger,
	})
	if err != nil {
		return err
	}
	server := &http.Server{
		Addr: listen,
		Handler: vaulthttp.Handler.Handler(&vault.HandlerProperties{
			Core: core,
			ListenerConfig: &configutil.Listener{
				Address:            listen,
				MaxRequestDuration: vault.DefaultMaxRequestDuration,
				MaxRequestSize:     vaulthttp.DefaultMaxRequestSize,
			},
		}),
		ReadHeaderTimeout: grace,
		TLSConfig:         &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{own}},
	}
	go func() {
		<-ctx.Done()
		ending, cancel := context.WithTimeout(context.Background(), grace)
		defer cancel()
		_ = server.Shutdown(ending)
	}()
	if err := server.ListenAndServeTLS("", ""); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return core.Shutdown()
}

// ownCertificate is for the address listened at, and signed by itself: good for a day, and new at each start.
func ownCertificate(listen, file string) (tls.Certificate, error) {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return tls.Certificate{}, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	now := time.Now()
	wanted := &x509.Certificate{
		SerialNumber:          big.NewInt(now.UnixNano()),
		Subject:               pkix.Name{CommonName: "vault"},
		NotBefore:             now.Add(-time.Minute),
		NotAfter:              now.Add(24 * time.Hour),
		IPAddresses:           []net.IP{net.ParseIP(host)},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	signed, err := x509.CreateCertificate(rand.Reader, wanted, wanted, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed})
	if err := os.WriteFile(file, text, 0o644); err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{signed}, PrivateKey: key}, nil
}

// noPlugins knows none besides the engines above.
type noPlugins struct{}

func (noPlugins) Contains(string, consts.PluginType) bool { return false }

func (noPlugins) Get(string, consts.PluginType) (func() (interface{}, error), bool) {
	return nil, false
}

func (noPlugins) Keys(consts.PluginType) []string { return nil }

func (noPlugins) DeprecationStatus(string, consts.PluginType) (consts.DeprecationStatus, bool) {
	return consts.Unknown, false
}

func (noPlugins) IsBuiltinEntPlugin(string, consts.PluginType) bool { return false }
