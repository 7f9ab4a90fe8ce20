;;; flycheck-heaplint.el --- heaplint by flycheck  -*- lexical-binding: t -*-
;;; Commentary:
;; Emacs: load this file; M-x flycheck-mode shows findings as you type.
;;; Code:
(require 'flycheck)
(require 'json)

(defun flycheck-heaplint-parse (output checker buffer)
  "The findings in OUTPUT, a JSON object a line, for CHECKER and BUFFER."
  (let ((json-object-type 'alist) (json-null nil))
    (mapcar
     (lambda (line)
       (let* ((finding (json-read-from-string line))
              (start (alist-get 'start finding))
              (end (alist-get 'end finding))
              (advice (alist-get 'advice finding)))
         (flycheck-error-new-at
          (alist-get 'line start) (alist-get 'column start)
          (pcase (alist-get 'level finding)
            ("error" 'error) ("warning" 'warning) (_ 'info))
          (concat (alist-get 'message finding) (and advice "; ") advice)
          :id (alist-get 'code finding)
          :end-line (alist-get 'line end) :end-column (alist-get 'column end)
          :checker checker :buffer buffer :filename (buffer-file-name buffer))))
     (split-string output "\n" t))))

(flycheck-define-checker python-heaplint
  "Where Python code wastes or leaks memory."
  :command ("heaplint" "check" "--quiet" "--force-exclude"
            "--output" "json-lines" "--stdin-filename" source-original "-")
  :standard-input t
  :error-parser flycheck-heaplint-parse
  :modes (python-mode python-ts-mode))

(add-to-list 'flycheck-checkers 'python-heaplint t)

(provide 'flycheck-heaplint)
;;; flycheck-heaplint.el ends here
